"""What is sent to whom: the kinds of notice, each in the module of its subject, found there.

A kind is about a deadline of a cycle, or about an event of the trail. A statutory notice is sent whatever the
standing; another one isn't sent when there is nothing to say. A new subject is a module with `NOTICES` and, beside it,
the words.
"""

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType

from notifications.catalogue.kinds import Audience, NoticeKind

__all__ = ["DEADLINE_KINDS", "EVENT_KINDS", "KINDS", "Audience", "NoticeKind"]


def _found() -> Iterator[NoticeKind]:
    for module in pkgutil.iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{module.name}"), "NOTICES", ())


KINDS: Mapping[str, NoticeKind] = MappingProxyType({kind.code: kind for kind in _found()})
DEADLINE_KINDS = tuple(kind for kind in KINDS.values() if kind.deadline)


def _by_event(kinds: Iterable[NoticeKind]) -> dict[str, tuple[NoticeKind, ...]]:
    found: dict[str, tuple[NoticeKind, ...]] = {}
    for kind in kinds:
        if kind.event:
            found[kind.event] = (*found.get(kind.event, ()), kind)
    return found


EVENT_KINDS: Mapping[str, tuple[NoticeKind, ...]] = MappingProxyType(_by_event(KINDS.values()))
