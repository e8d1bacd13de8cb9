"""The few signs with which a message is written: the same words become a plain text and a page.

A blank line ends a block. `# ` begins a heading, `* ` an item of a list whose further lines are indented, and
`[words](address)` on a line of its own is a link. Nothing else is markup, and of addresses only the one of the message
becomes a link, so that what a person typed can't be one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SIGNATURE = "--"  # what mail programs know as the beginning of the foot
LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a message. `sort` is `heading`, `items`, `link`, `foot` or `paragraph`; an item is a list of lines."""

    sort: str
    lines: tuple[str, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    address: str = ""


def read_markup(text: str, *, link: str) -> list[Block]:
    """The blocks of a message, in which only `link` is a link."""
    pieces = re.split(r"\n\s*\n", text.strip("\n"))
    return [block for piece in pieces for block in _blocks([line.rstrip() for line in piece.splitlines()], link)]


def plain_text(blocks: Iterable[Block]) -> str:
    """The message as plain text: a blank line between the blocks, a link with its words above it."""
    return "\n\n".join("\n".join(_plain(block)) for block in blocks) + "\n"


def _blocks(lines: list[str], link: str) -> Iterator[Block]:
    """The blocks between two blank lines: headings and links stand by themselves, items go together."""
    waiting: list[str] = []
    for line in lines:
        found = LINK.fullmatch(line.strip())
        alone = None
        if line.startswith("# "):
            alone = Block("heading", (line[2:].strip(),))
        elif found and found[2] == link:
            alone = Block("link", (found[1].strip(),), address=link)
        if alone is None:
            waiting.append(line)
            continue
        yield from _told(waiting)
        waiting = []
        yield alone
    yield from _told(waiting)


def _told(lines: list[str]) -> Iterator[Block]:
    """A paragraph, and after it the items of a list if it has any."""
    first = next((n for n, line in enumerate(lines) if line.startswith("* ")), len(lines))
    if paragraph := tuple(line.strip() for line in lines[:first] if line.strip()):
        yield Block("paragraph", paragraph)
    items: list[tuple[str, ...]] = []
    for line in lines[first:]:
        if line.startswith("* "):
            items.append((line[2:].strip(),))
        elif line.strip():
            items[-1] = (*items[-1], line.strip())
    if items:
        yield Block("items", items=tuple(items))


def _plain(block: Block) -> Iterator[str]:
    match block.sort:
        case "items":
            for first, *others in block.items:
                yield f"* {first}"
                yield from (f"  {line}" for line in others)
        case "link":
            yield f"{block.lines[0]}:"
            yield block.address
        case "foot":
            yield SIGNATURE
            yield from block.lines
        case _:
            yield from block.lines
