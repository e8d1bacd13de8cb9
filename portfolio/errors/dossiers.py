"""Facts that stop taking a dossier along, bringing it in, or having it forgotten."""

from collections.abc import Iterable

from register.errors import Conflict, FieldProblem, InvalidInput


class PartUnknown(InvalidInput):
    """A part that no dossier has."""

    code = "dossier-part-unknown"

    @classmethod
    def of(cls, unknown: Iterable[str], known: Iterable[str]) -> "PartUnknown":
        """With the parts there are."""
        named, all_of_them = ", ".join(unknown), ", ".join(known)
        nl = f"Deze onderdelen kent een dossier niet: {named}. Kies uit: {all_of_them}."
        en = f"A dossier has no such parts: {named}. Choose from: {all_of_them}."
        return cls(nl=nl, en=en, fields=(FieldProblem("#/parts", "unknown", nl, en),))


class ExportNotReady(Conflict):
    """There is no file to take: it is being made, or its days are over."""

    code = "dossier-export-not-ready"


class ArchiveRefused(InvalidInput):
    """What was sent is no archive of a dossier as another installation makes it; nothing of it was kept."""

    code = "dossier-archive-invalid"

    @classmethod
    def because(cls, *problems: FieldProblem) -> "ArchiveRefused":
        """With every problem that was found, each naming its file or row."""
        return cls(
            nl="Dit bestand is niet te lezen als dossier; er is niets bewaard. Vraag elders een nieuw aan.",
            en="This file cannot be read as a dossier; nothing was kept. Ask the other installation for a new one.",
            fields=problems,
        )


class ImportMoved(Conflict):
    """Somebody decided about the import meanwhile."""

    code = "dossier-import-moved"


class ErasureAsked(Conflict):
    """An erasure is asked once at a time."""

    code = "erasure-asked"


class ErasureMoved(Conflict):
    """The erasure was withdrawn, agreed to or carried out meanwhile."""

    code = "erasure-moved"
