"""Facts that stop what is done with audit runs."""

from register.errors import Conflict, FieldProblem, InvalidInput


class AuditPlanRefused(InvalidInput):
    """The plan of a run makes no sense."""

    code = "audit-plan-invalid"

    @classmethod
    def because(cls, field: str, *, nl: str, en: str) -> "AuditPlanRefused":
        """With what is wrong, and where."""
        problem = FieldProblem(f"#/{field}", cls.code, nl, en)
        return cls(nl=f"Dit plan kan zo niet: {nl}", en=f"The plan cannot be so: {en}", fields=(problem,))


class AuditRunMoved(Conflict):
    """The run is not, or no longer, where this can be done to it."""

    code = "audit-run-moved"

    @classmethod
    def of(cls, state: str, action: str) -> "AuditRunMoved":
        """With where it stands and what was asked."""
        return cls(
            nl=f"Dit kan niet ({action}): de steekproef staat op {state}. Lees hem opnieuw.",
            en=f"This cannot be done ({action}): the run is {state}. Read it again.",
        )


class AnotherRunCommitted(Conflict):
    """A register has one run at a time between commitment and draw: who is drawn in it is left out of the next."""

    code = "another-audit-run-committed"


class NothingToDraw(Conflict):
    """Nobody would come out: the population is empty, or the sizes are nothing."""

    code = "nothing-to-draw"


class DrawNotSound(Conflict):
    """What was kept is not what was published: nobody is drawn from it."""

    code = "draw-not-sound"


class AuditStepInterrupted(Conflict):
    """Three workers began with what was asked and none came to an end: somebody has to look."""

    code = "audit-step-interrupted"


class AuditsNotFrozen(Conflict):
    """Dossiers that could not be judged as of the draw; all others were written down."""

    code = "audits-not-frozen"

    @classmethod
    def of(cls, numbers: list[str]) -> "AuditsNotFrozen":
        """With the registrations it concerns."""
        named = ", ".join(numbers)
        return cls(
            nl=f"Van deze dossiers kon de stand bij de trekking niet worden opgemaakt: {named}.",
            en=f"The standing at the draw could not be made of these dossiers: {named}.",
        )
