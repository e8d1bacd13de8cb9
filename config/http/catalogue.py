"""Every problem that the API can answer with: its code, status and meaning, from the classes that say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getdoc

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from config.http.problems import CODES, KINDS
from register.errors import DomainError

HEAD = """# Problems

Every error is `application/problem+json` (RFC 9457). `code` is stable: programs go by it. `type` leads to the entry
here. `title` and `detail` are Dutch or English, as `Accept-Language` asks; `detail` says what is wrong in this case and
what to do. This page is made by `make problems`.

| code | status | when | in general |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Entry:
    """One code. `when` is English; `dutch` and `english` say in general what is wrong."""

    code: str
    status: int
    when: str
    dutch: str
    english: str


def entries() -> list[Entry]:
    """One for each code, in their order."""
    found: dict[str, Entry] = {}
    for code, (status, english, dutch) in KINDS.items():
        found[code] = Entry(code, status, f"{english}.", dutch, english)
    for error in _below(DomainError):
        _, english, dutch = KINDS.get(error.code) or KINDS[CODES.get(error.status, "invalid-input")]
        if error.code not in KINDS:
            when = " ".join((getdoc(error) or "").split())
            found.setdefault(error.code, Entry(error.code, error.status, when, dutch, english))
    return [found[code] for code in sorted(found)]


def _below(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for one in error.__subclasses__():
        yield one
        yield from _below(one)


def as_page() -> str:
    """The catalogue as docs/errors.md."""
    return HEAD + "".join(
        f'| <a id="{one.code}"></a>`{one.code}` | {one.status} | {one.when} | {one.dutch} / {one.english} |\n'
        for one in entries()
    )


def problems_page(request: HttpRequest) -> HttpResponse:
    """The catalogue for people, where the `type` of a problem leads to."""
    rows = format_html_join(
        "\n",
        '<dt id="{}"><code>{}</code> ({})</dt><dd lang="en">{}</dd><dd lang="nl">{}.</dd>',
        ((one.code, one.code, one.status, one.when, one.dutch) for one in entries()),
    )
    page = '<!doctype html><html lang="en"><title>Problems</title><h1>Problems</h1><dl>{}</dl></html>'
    return HttpResponse(format_html(page, rows), headers={"Cache-Control": "public, max-age=300"})
