"""Writing a digest: each notice in it is written anew at that moment, under a heading, and keeps what it said."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from notifications.models import Notice
from notifications.rules.markup import Block
from notifications.selectors.recipients import reader_of
from notifications.services.rendering import Written, digest_opening, write_blocks
from register.services.events import record_event

logger = logging.getLogger(__name__)
State = Notice.State
Part = tuple[str, Written | None]


def write_digest(digest: Notice, *, write: Callable[[Notice], Part], related: tuple[str, ...], now: datetime) -> Part:
    """The digest, and in each of its rows what it says of it; or why there is none.

    What is of no use any more falls out and says why; so does what can't be written, and no other is kept from going.
    """
    language, name = reader_of(digest)
    blocks: list[Block] = []
    keys: list[str] = []
    count = 0
    for part in digest.parts.filter(state=State.DIGESTED).select_related(*related).order_by("id"):
        written = _written(part, write, now)
        if written is None:
            continue
        Notice.objects.filter(pk=part.pk, state=State.DIGESTED).update(subject=written.subject, body=written.kept)
        blocks += [Block("heading", (written.subject,)), *_without_greeting(written.blocks, name)]
        keys.append(written.key)
        count += 1
    if not count:
        return Notice.Reason.NO_LONGER_APPLIES, None
    subject, opening = digest_opening(count=count, name=name, language=language)
    return "", write_blocks(subject, [*opening, *blocks], language=language, optional=True, keys=keys)


def _written(part: Notice, write: Callable[[Notice], Part], now: datetime) -> Written | None:
    try:
        reason, written = write(part)
    except Exception as error:
        logger.exception("notice_not_written notice=%s", part.uuid)
        _take_out(part, State.FAILED, now, error=f"{type(error).__name__}: {error}"[:500])
        return None
    if not reason:
        return written
    kept = {"subject": written.subject, "body": written.kept} if written else {}
    _take_out(part, State.SKIPPED, now, reason=reason, **kept)
    return None


@transaction.atomic
def _take_out(part: Notice, state: Notice.State, now: datetime, **values: str) -> None:
    mine = Notice.objects.filter(pk=part.pk, state=State.DIGESTED)
    if mine.update(state=state, digest=None, **values):
        record_event(
            kind=f"notice.{state.lower()}",
            subject_type="notice",
            subject_uuid=part.uuid,
            **part.concerns,
            actor=None,
            now=now,
            data={"kind": part.kind, "milestone": part.milestone, "channel": part.channel},
        )


def _without_greeting(blocks: tuple[Block, ...], name: str) -> tuple[Block, ...]:
    """Whoever was greeted at the top isn't greeted again."""
    first = blocks[0].lines if blocks else ()
    greets = len(first) == 1 and name and name in first[0] and first[0].endswith(",")
    return blocks[1:] if greets else blocks
