"""Files that come in by a form: their size is judged before anything reads them."""

from rest_framework.request import Request

from register.errors import TooLarge

FORM_ALLOWANCE = 16 * 1024  # for the fields beside the file


def refuse_oversized(request: Request, *, most_bytes: int) -> None:
    """TooLarge for a POST that is larger than a form with one such file, or does not say how large it is."""
    if request.method != "POST":
        return
    length = str(request.headers.get("Content-Length") or "0")
    chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    if chunked or not length.isascii() or not length.isdigit() or int(length[:18]) > most_bytes + FORM_ALLOWANCE:
        raise TooLarge(
            nl=f"Een bestand is hoogstens {most_bytes // 1024 // 1024} MB; stuur het met Content-Length.",
            en=f"A file is {most_bytes // 1024 // 1024} MB at most; send it with Content-Length.",
        )
