"""A register with a few hundred people to whom all sorts of things happened, drawn from a seed."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from accreditation.models import EvaluationAnswer
from portfolio.models import (
    Audit,
    AuditRun,
    Claim,
    Decision,
    LedgerEntry,
    Objection,
    RegistrationRequest,
    Renewal,
    Standing,
)
from portfolio.selectors.figures.tables import Asked
from register.catalogue import ENDED
from register.models import Cycle, Person, Register, Registration, StatusChange
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.register import RegulationFactory, UserFactory

START, END, ON = date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 15)
LATE_EVENING = timedelta(hours=22, minutes=40)  # in summer the next day in Amsterdam
RESULTS = ("full", "shorter", "conditional", "refused")
ENDS = ("UPHELD", "REJECTED", "INADMISSIBLE", "")
PLACES = ("Utrecht", "utrecht", "Assen", "")


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + LATE_EVENING


@dataclass
class Board:
    """What was made, to be counted again in another way."""

    register: Register
    registrations: list[Registration] = field(default_factory=list)
    statuses: list[StatusChange] = field(default_factory=list)
    cycles: list[Cycle] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    renewals: list[Renewal] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    requests: list[RegistrationRequest] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)
    answers: list[EvaluationAnswer] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    verdicts: list[Decision] = field(default_factory=list)
    worth: dict[int, tuple[str, str]] = field(default_factory=dict)  # of an edition: category and place

    @property
    def asked(self) -> Asked:
        return Asked(self.register, START, END, ON)


def make_board(*, people: int = 240, seed: int = 1) -> Board:
    draw = Random(seed)
    regulation = RegulationFactory()
    board = Board(regulation.register)
    persons = Person.objects.bulk_create(Person(given_name="Noor", family_name=f"Bakker{n}") for n in range(people))
    for n, person in enumerate(persons):
        registered = date(2018, 1, 1) + timedelta(days=draw.randrange(2922))
        ended = date(2025, 1, 1) + timedelta(days=draw.randrange(500)) if draw.random() < 0.3 else None
        ended = ended if ended and ended > registered else None
        board.registrations.append(
            Registration(
                register=board.register, person=person, number=f"{n:05d}", registered_on=registered, ended_before=ended
            )
        )
    Registration.objects.bulk_create(board.registrations)
    _statuses(board, draw)
    _cycles(board, draw, regulation)
    _decisions(board, draw, regulation)
    _audits(board, draw, regulation)
    _requests_and_claims(board, draw)
    _courses(board, draw)
    return board


def _statuses(board: Board, draw: Random) -> None:
    for one in board.registrations:
        if draw.random() < 0.4:
            board.statuses.append(_status(one, draw.choice(["CONDITIONAL", "SUSPENDED"]), one.registered_on))
        if one.ended_before and draw.random() < 0.8:
            board.statuses.append(_status(one, draw.choice(sorted(ENDED)), one.ended_before))
    StatusChange.objects.bulk_create(board.statuses)


def _status(registration: Registration, value: str, day: date) -> StatusChange:
    return StatusChange(registration=registration, value=value, starts_on=day, recorded_at=moment(day))


def _cycles(board: Board, draw: Random, regulation: Any) -> None:
    for one in board.registrations:
        ends = ON + timedelta(days=draw.randrange(-100, 900))
        starts = one.registered_on if one.registered_on < ends else ends - timedelta(days=1)
        board.cycles.append(Cycle(registration=one, regulation=regulation, starts_on=starts, ends_before=ends))
    Cycle.objects.bulk_create(board.cycles)
    for cycle in board.cycles:
        short = draw.sample(["hours", "peers", "work"], draw.randrange(3))
        if draw.random() < 0.9:
            board.standings.append(
                Standing(
                    cycle=cycle,
                    as_of=ON,
                    met=not short,
                    outcome="x",
                    document={"requirements": [_finding(code, code in short) for code in ("hours", "peers", "work")]},
                    ledger_position=0,
                    computed_at=moment(ON),
                )
            )
    Standing.objects.bulk_create(board.standings)


def _finding(code: str, short: bool) -> dict[str, Any]:
    return {"code": code, "label": {"nl": code, "en": code}, "met": not short, "advisory": False}


def _decisions(board: Board, draw: Random, regulation: Any) -> None:
    desk = UserFactory()
    for cycle in board.cycles:
        submitted = date(2024, 10, 1) + timedelta(days=draw.randrange(480))
        state = draw.choice(["SUBMITTED", "DECIDED", "DECIDED", "OPENED"])
        asked = state != "OPENED"
        renewal = Renewal(
            uuid=uuid4(),
            cycle=cycle,
            state=state,
            opened_at=moment(submitted),
            submit_by=submitted,
            submitted_at=moment(submitted) if asked else None,
            in_time=True if asked else None,
            decide_by=submitted + timedelta(days=56) if asked else None,
        )
        board.renewals.append(renewal)
        if state == "DECIDED":
            board.decisions.append(_decision(renewal, draw, regulation))
    Renewal.objects.bulk_create(board.renewals)
    Decision.objects.bulk_create(board.decisions)
    for decision in board.decisions:
        if draw.random() < 0.5:
            board.objections.append(_objection(decision, draw, desk))
    Objection.objects.bulk_create(board.objections)


def _decision(renewal: Renewal, draw: Random, regulation: Any) -> Decision:
    day = renewal.submit_by + timedelta(days=draw.randrange(100))
    result = draw.choice(RESULTS)
    repair = {"repairBy": str(ON + timedelta(days=draw.randrange(-50, 300)))} if result == "conditional" else {}
    return Decision(
        uuid=uuid4(),
        registration=renewal.cycle.registration,
        cycle=renewal.cycle,
        question="RENEWAL",
        matter=renewal.uuid,
        state=draw.choice(["DECIDED", "DECIDED", "REPLACED"]),
        result=result,
        adverse=False,
        effective_on=day,
        effect=repair,
        reasons="x",
        regulation=regulation,
        by_rule=True,
        prepared_at=moment(day),
        decided_at=moment(day),
    )


def _audits(board: Board, draw: Random, regulation: Any) -> None:
    run = AuditRun.objects.create(
        register=board.register, title="x", plan={}, prepared_by=UserFactory(), prepared_at=moment(START)
    )
    for n, cycle in enumerate(board.cycles):
        day = date(2024, 12, 1) + timedelta(days=draw.randrange(420))
        cancelled = draw.random() < 0.3
        audit = Audit(
            uuid=uuid4(),
            run=run,
            registration=cycle.registration,
            cycle=cycle,
            key=uuid4(),
            position=n + 1,
            ticket="0",
            tickets=1,
            drawn_at=moment(day),
            state="CANCELLED" if cancelled else "DRAWN",
            ended_at=moment(day) if cancelled else None,
            cancelled_because="x" if cancelled else "",
        )
        board.audits.append(audit)
        if not cancelled:
            board.verdicts.append(
                Decision(
                    uuid=uuid4(),
                    registration=cycle.registration,
                    question="AUDIT",
                    matter=audit.uuid,
                    state="DECIDED",
                    result=draw.choice(["verified", "corrected", "short"]),
                    adverse=False,
                    effective_on=day,
                    reasons="x",
                    regulation=regulation,
                    by_rule=True,
                    prepared_at=moment(day),
                    decided_at=moment(day + timedelta(days=draw.randrange(90))),
                )
            )
    Audit.objects.bulk_create(board.audits)
    Decision.objects.bulk_create(board.verdicts)


def _objection(decision: Decision, draw: Random, desk: Any) -> Objection:
    received = date(2025, 1, 1) + timedelta(days=draw.randrange(420))
    outcome = draw.choice(ENDS)
    decided = moment(received + timedelta(days=draw.randrange(90))) if outcome else None
    return Objection(
        decision=decision,
        grounds="x",
        received_at=moment(received),
        late=draw.random() < 0.4,
        due_on=received + timedelta(days=42),
        outcome=outcome,
        reasons="x" if outcome else "",
        no_hearing_because="x",
        decided_by=desk if outcome else None,
        decided_at=decided,
        withdrawn_at=moment(received) if not outcome and draw.random() < 0.5 else None,
    )


def _requests_and_claims(board: Board, draw: Random) -> None:
    for one in board.registrations:
        day = date(2024, 12, 1) + timedelta(days=draw.randrange(420))
        board.requests.append(
            RegistrationRequest(
                registration=one,
                sort=draw.choice(["POSTPONEMENT", "DISPENSATION", "DEREGISTRATION"]),
                ground="WORK",
                wished_on=day,
                asked_at=moment(day),
            )
        )
        decided = draw.random() < 0.6
        board.claims.append(
            Claim(
                registration=one,
                category="oda",
                title="x",
                performed_on=day,
                quantity=1,
                unit="hour",
                state="REFUSED" if decided else "SUBMITTED",
                reason="x" if decided else "",
                submitted_at=moment(day),
                due_on=day + timedelta(days=28),
                decided_at=moment(day + timedelta(days=draw.randrange(60))) if decided else None,
            )
        )
    RegistrationRequest.objects.bulk_create(board.requests)
    Claim.objects.bulk_create(board.claims)


def _courses(board: Board, draw: Random) -> None:
    editions = []
    for place in PLACES:
        course = CourseFactory()
        AccreditationFactory(course=course, register=board.register, category="accredited")
        edition = EditionFactory(
            course=course, place=place, online=not place, starts_on=date(2025, 6, 1), ends_on=date(2025, 6, 1)
        )
        board.worth[edition.pk] = ("accredited", place.lower() or "online")
        editions.append(edition)
    for n, one in enumerate(board.registrations):
        for k in range(draw.randrange(4)):
            edition = draw.choice([*editions, None])
            day = date(2024, 11, 1) + timedelta(days=draw.randrange(500))
            board.entries.append(
                LedgerEntry(
                    person=one.person,
                    registration=None if edition else one,
                    edition=edition,
                    effective_on=edition.ends_on if edition else day,
                    category="" if edition else draw.choice(["oda", "accredited"]),
                    quantity=1,
                    unit="hour",
                    validation="OFFICE",
                    source_key=f"board/{n}/{k}",
                    recorded_at=moment(ON),
                )
            )
    LedgerEntry.objects.bulk_create(board.entries)
    board.answers = [
        EvaluationAnswer(
            edition=draw.choice(editions),
            register=board.register,
            moment=draw.choice(["after", "practice"]),
            answers={"useful": draw.randint(1, 5), "words": "goed"} | ({"clear": 4} if draw.random() < 0.5 else {}),
        )
        for _ in range(200)
    ]
    EvaluationAnswer.objects.bulk_create(board.answers)
