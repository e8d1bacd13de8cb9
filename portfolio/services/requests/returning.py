"""Coming back to a register: what the ladder of the regulation asks, and the decision that follows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolio.models import RegistrationRequest
from register.catalogue import ENDED, REGISTRATION, Status
from register.errors import FieldProblem, InvalidInput
from register.models import Cycle, Registration, StatusChange
from register.rules.re_entry import CLOSED, REPAIR, SHOWN_FIRST, Step
from register.selectors import regulation_in_force, rules_of


@dataclass(frozen=True, slots=True)
class Terms:
    """What coming back asks of one registration that ended; without a step people say."""

    on: date
    ended_before: date | None
    reason: str | None
    step: Step | None = None

    @property
    def asks(self) -> str | None:
        return self.step.asks if self.step else None

    @property
    def article(self) -> str | None:
        return self.step.article if self.step else None

    @property
    def label(self) -> Any:
        return self.step.label if self.step else None

    @property
    def repair_by(self) -> date | None:
        return self.step.within.after(self.on) if self.step and self.step.within else None


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision on a request to come back, worked out."""

    result: str
    adverse: bool
    day: date
    effect: dict[str, Any]
    articles: tuple[str, ...]
    cycle: Cycle | None


def terms_of_return(registration: Registration, *, on: date) -> Terms:
    """What coming back on a day would ask, by the regulation of that day: by the time out and how it ended."""
    ended = registration.ended_before
    if ended is None or ended > on:
        return Terms(on, None, None)
    changes = StatusChange.objects.standing().filter(registration=registration, axis=REGISTRATION, starts_on__lte=on)
    last = changes.filter(value__in=sorted(ENDED)).order_by("-starts_on").values_list("value", flat=True).first()
    regulation = regulation_in_force(registration.register, on=on)
    ladder = rules_of(regulation).procedure.re_entry if regulation else ()
    fitting = (step for step in ladder if step.fits(ended_before=ended, reason=last, on=on))
    return Terms(on, ended, last, next(fitting, None))


def refuse_who_is_here(registration: Registration, *, on: date) -> None:
    """Raise InvalidInput for who is on the register still, or again."""
    here = Registration.objects.filter(register=registration.register, person=registration.person)
    if any(one.ended_before is None or one.ended_before > on for one in here):
        nl = "U staat (weer) in dit register. Terugkomen vraagt wie eruit is."
        en = "You are on this register (again). Who has left it asks to come back."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/registration", "still-registered", nl, en),))


def answer_to_return(request: RegistrationRequest, *, granted: bool, shown: bool, hardship: str, today: date) -> Answer:
    """What is decided on a request to come back, by the ladder.

    A repair is a condition, and put to the person first like a refusal. InvalidInput when what is asked first was not
    shown, or when the ladder knows no way back and nobody invokes hardship.
    """
    registration = request.registration
    day = max(request.wished_on or today, today)
    step = terms_of_return(registration, on=day).step
    articles = (step.article[:60],) if step else ()
    cycle = registration.cycles.order_by("-starts_on").first()
    if not granted:
        return Answer("refused", True, day, {}, articles, cycle)
    if step and not hardship:
        _refuse_too_soon(step, shown)
    effect: dict[str, Any] = {"reEntry": {"registeredOn": day.isoformat(), "status": Status.REGISTERED.value}}
    if step is None or step.asks != REPAIR or step.within is None:
        return Answer("granted", False, day, effect, articles, cycle)
    effect["reEntry"]["status"] = Status.CONDITIONAL.value
    effect["repairBy"] = step.within.after(day).isoformat()
    return Answer("granted", True, day, effect, articles, cycle)


def _refuse_too_soon(step: Step, shown: bool) -> None:
    if step.asks == CLOSED:
        nl = f"Het reglement laat hier niemand terugkomen ({step.article}), tenzij met de hardheidsclausule."
        en = f"The regulation lets nobody come back here ({step.article}), but for the hardship clause."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/granted", "no-way-back", nl, en),))
    if step.asks in SHOWN_FIRST and not shown:
        label = step.label or {"nl": "", "en": ""}
        nl = f"Eerst wordt getoond: {label['nl']} ({step.article}). Zeg met `shown` dat dat is gezien."
        en = f"To be shown first: {label['en']} ({step.article}). Say with `shown` that it was seen."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/shown", "not-shown", nl, en),))
