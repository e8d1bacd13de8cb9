"""Why a file is not taken."""


class Refused(Exception):
    """Why a file is not taken: a code, and what to do about it in both languages."""

    def __init__(self, code: str, nl: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.nl = nl
        self.en = en


def damaged() -> Refused:
    return Refused("damaged", "Het bestand is beschadigd of niet compleet.", "The file is damaged or not complete.")


def more_behind() -> Refused:
    return Refused("more-behind", "Achter het document staat nog iets.", "There is something behind the document.")


def not_taken() -> Refused:
    return Refused(
        "type-not-taken", "Stuur een PDF, Word-document (docx), PNG of JPEG.", "Send PDF, docx, PNG or JPEG."
    )


def too_large_unpacked() -> Refused:
    return Refused("too-large", "Het document is uitgepakt te groot.", "Unpacked the document is too large.")
