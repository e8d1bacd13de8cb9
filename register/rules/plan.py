"""Judging many people by one regulation: frames by the rules' own code, numbers from arrays, no explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import groupby
from math import lcm
from typing import Any

import numpy as np

from register.rules.facts import Dossier, Fact
from register.rules.plan_facts import Facts, NotCompiled, Rescaled
from register.rules.plan_frames import Frame, FrameMaker, Unread
from register.rules.plan_questions import Crowd
from register.rules.plan_tallies import Asked, Number, Rulebook, Tallying
from register.rules.regulation import Regulation, canonical_json
from register.rules.verdict import Verdict

MOST_KEPT = 50_000
"""Frames kept from chunk to chunk, and so many times ten answers about facts; beyond it they are forgotten."""

MOST_ROUNDS = 6
"""Numbers on which other numbers hang are read in rounds; who needs more is judged from the facts."""

LARGEST_SCALE = 10**9

JUDGE_NOBODY = frozenset({"claims", "procedure", "publication", "records"})
"""Parts of a regulation that people act by and no judgement reads."""


Member = tuple[date, date, date, str, tuple[tuple[date, date], ...]]
"""All that decides in which frame a person is judged: registered on, begin and end of the cycle, the attributes as JSON
and the earlier cycles. Equal members, equal frames."""

Keep = Callable[[int, Frame, tuple[Number, ...], Verdict], None]
"""Takes the place of a person, the frame, the numbers of its slots in parts of the scale, and what they come to."""


class Plan:
    """One regulation on one day, for any number of people."""

    def __init__(self, regulation: Regulation, *, as_of: date, dossier_of: Callable[[Member], Dossier]) -> None:
        self.regulation, self.as_of, self.dossier_of = regulation, as_of, dossier_of
        self.book = Rulebook(regulation.parts.tariff)
        self.hopeless = _not_pooled(regulation)
        self.why_not = self.hopeless
        judges = {key: part for key, part in regulation.document.items() if key not in JUDGE_NOBODY}
        self.hangs_on_today = "judgement" in canonical_json(judges)
        self.forget()

    def forget(self) -> None:
        """Begin anew, so that memory does not grow."""
        self.maker = FrameMaker(self.regulation.parts, as_of=self.as_of, scale=self.book.scale)
        self.frames: dict[Member, Frame | None] = {}
        self.attributes: dict[str, int] = {}
        self.book.questions.clear()

    def frame_of(self, member: Member) -> Frame | None:
        """The frame of people like this one, or None where the rules ask too much of it."""
        try:
            return self.frames[member]
        except KeyError:
            frame = self.frames[member] = self._made(member)
            return frame

    def _made(self, member: Member) -> Frame | None:
        try:
            attributes = self.attributes.setdefault(member[3], len(self.attributes))
            return self.maker.frame(self.dossier_of(member), attributes)
        except NotCompiled as why:
            self.why_not = str(why)
            return None

    def judge(self, members: Sequence[Member], facts: Facts, keep: Keep | None = None) -> list[Verdict | None]:
        """What each comes to, or None where the facts themselves are needed; `facts.who` counts along `members`.

        `keep` gets the numbers of those for whom nothing mattered but the numbers that all people like them are asked.
        """
        if len(self.frames) > MOST_KEPT or sum(len(one.codes) for one in self.book.questions.values()) > 10 * MOST_KEPT:
            self.forget()
        while not self.hopeless:
            try:
                return _Judging(self, members, facts.known(self.as_of)).judge(keep)
            except Rescaled as finer:
                self._count_finer(finer.scale)
            except NotCompiled as why:
                self.hopeless = str(why)
        self.why_not = self.hopeless
        return [None] * len(members)

    def again(self, member: Member, digest: str, numbers: Sequence[int], scale: int) -> Verdict | None:
        """The verdict on numbers that were kept, or None where they are not those that this person is judged by."""
        try:
            frame = self.frame_of(member)
        except Rescaled as finer:
            self._count_finer(finer.scale)
            return None
        if frame is None or self.digest_of(member, frame) != digest:
            return None
        if scale != self.book.scale:
            exact = [Fraction(number * self.book.scale, scale) for number in numbers]
            if any(one.denominator != 1 for one in exact):
                return None
            numbers = [one.numerator for one in exact]
        try:
            return frame.verdict(tuple(numbers), self.book.scale)
        except (Unread, NotCompiled):
            return None

    def digest_of(self, member: Member, frame: Frame) -> str:
        """A fingerprint of all that decides which numbers are read for the person."""
        if not frame.digest:
            slots = [(slot.key[1:], [Fraction(one, self.book.scale) for one in slot.limits]) for slot in frame.slots]
            frame.digest = sha256(repr((self.regulation.digest, member, slots)).encode()).hexdigest()
        return frame.digest

    def _count_finer(self, scale: int) -> None:
        self.book.scale = lcm(self.book.scale, scale)
        self.forget()
        if self.book.scale > LARGEST_SCALE:
            self.hopeless = "amounts are in too many sorts of parts"

    def explain(self) -> str:
        """Why people have to be judged from the facts, as far as has been seen."""
        return self.why_not or "everybody was judged from numbers"


class _Judging:
    """One chunk of people."""

    def __init__(self, plan: Plan, members: Sequence[Member], facts: Facts) -> None:
        self.plan, self.members = plan, members
        framed = [(n, plan.frame_of(member)) for n, member in enumerate(members)]
        self.frames: dict[int, Frame] = {n: frame for n, frame in framed if frame is not None}
        self.alone: set[int] = set()
        # Those without a frame have no facts here; so any frame will do where one is looked up.
        has = np.array([frame is not None for _, frame in framed], dtype=bool)
        self.facts = facts if has.all() else facts.only(has[facts.who])

    def judge(self, keep: Keep | None) -> list[Verdict | None]:
        found: list[Verdict | None] = [None] * len(self.members)
        if self.frames:
            self._see_facts()
        for _ in range(MOST_ROUNDS):
            if not self.frames:
                break
            self._round(found, keep)
        return found

    def _round(self, found: list[Verdict | None], keep: Keep | None) -> None:
        """Judge everybody; who hangs on numbers that were not read stays for the next round."""
        scale = self.plan.book.scale
        for people, rows in self._rows():
            for n, row in zip(people, rows, strict=True):
                frame = self.frames[n]
                try:
                    found[n] = verdict = frame.verdict(row, scale)
                    if keep is not None and n not in self.alone and frame.noted == len(frame.slots):
                        keep(n, frame, row, verdict)
                except Unread:
                    continue
                except NotCompiled as why:
                    self.plan.why_not = str(why)
                del self.frames[n]

    def _rows(self) -> Iterator[tuple[list[int], list[tuple[Number, ...]]]]:
        """The numbers of people whose slots are alike, for each such group."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for n, frame in self.frames.items():
            groups.setdefault(frame.layout, []).append(n)
        tallyings: dict[int, Tallying] = {}
        crowd = self._crowd()
        for people in groups.values():
            places: dict[int, int] = {}  # many share a frame
            which = np.array([places.setdefault(self.frames[n].number, len(places)) for n in people], dtype=np.int64)
            frames = list({self.frames[n].number: self.frames[n] for n in people}.values())
            who = np.array(people, dtype=np.int64)
            edges = np.array([frame.edges for frame in frames], dtype=np.int64)[which]
            columns = []
            for place, slot in enumerate(frames[0].slots):
                if slot.level not in tallyings:
                    tallyings[slot.level] = Tallying(self.plan.book, Crowd(self.facts, crowd, slot.level))
                slots = [frame.slots[place] for frame in frames]
                asked = Asked(who, slots, which, edges[:, 2 * place], edges[:, 2 * place + 1])
                columns.append(tallyings[slot.level].numbers(asked))
            yield people, list(zip(*columns, strict=True)) if columns else [()] * len(people)

    def _crowd(self) -> list[Frame]:
        anyone = next(iter(self.frames.values()))
        return [self.frames.get(n, anyone) for n in range(len(self.members))]

    def _see_facts(self) -> None:
        """People with facts that the rules want to see themselves get a frame of their own, made with those facts."""
        distinct = {frame.number: frame for frame in self.frames.values()}.values()
        wanted = {_named(one): one for frame in distinct for one in frame.asked_for}
        seen = np.zeros(len(self.facts), dtype=bool)
        crowd = self._crowd() if wanted else []
        for name, (selects, bound, level) in wanted.items():
            question = self.plan.book.question(("seen", name[0]), selects, bound, level)
            codes = question.of(Crowd(self.facts, crowd, level))
            if question.values:
                seen |= np.array(question.values, dtype=bool)[codes]
        for n, places in groupby(np.flatnonzero(seen).tolist(), key=lambda place: int(self.facts.who[place])):
            frame = self._frame_with(self.members[n], self.frames[n], [self.facts.placed(place) for place in places])
            self.alone.add(n)
            if frame is None:
                del self.frames[n]
            else:
                self.frames[n] = frame

    def _frame_with(self, member: Member, before: Frame, facts: Sequence[Any]) -> Frame | None:
        dossier = self.plan.dossier_of(member)
        given: tuple[Fact, ...] = tuple(facts)
        try:
            alone = Dossier(dossier.person, dossier.cycle, dossier.earlier_cycles, given)
            frame = self.plan.maker.frame(alone, before.attributes)
        except NotCompiled as why:
            self.plan.why_not = str(why)
            return None
        return frame if set(map(_named, frame.asked_for)) <= set(map(_named, before.asked_for)) else None


def _named(asked: tuple[Any, Mapping[str, str], int]) -> tuple[object, ...]:
    selects, bound, level = asked
    return id(selects), tuple(sorted(bound.items())), level


def _not_pooled(regulation: Regulation) -> str:
    """Why what is shared out cannot be shared out as one number, or nothing.

    Units of facts that can serve all the same requirements may be taken together.
    """
    nodes = dict(_leaves(regulation.document["requirements"]))
    for rule in regulation.parts.share_outs:
        offers = [
            (
                [nodes[code].get(key) for key in ("of", "measure", "unit", "in", "part")],
                [cap.code for cap in regulation.parts.tariff.caps if cap.bites(code)],
            )
            for code in rule.among
        ]
        repeated = any("for_each" in nodes[code] for code in nodes)
        if rule.whole or repeated or any(one != offers[0] for one in offers):
            return "each fact may serve one of several requirements"
    return ""


def _leaves(nodes: Sequence[Mapping[str, Any]]) -> Any:
    for node in nodes:
        yield node["code"], node
        yield from _leaves(node.get("any") or node.get("all") or ())
