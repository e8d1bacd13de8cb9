"""When the advices that are needed are in, it is the chair's turn."""

from datetime import date, datetime

from accreditation.catalogue import Action, State
from accreditation.models import Advice, Assessment
from accreditation.services.applications.moving import move


def conclude_when_advised(*, assessment: Assessment, today: date, now: datetime) -> bool:
    """Move to the chair when enough advices are in and no blind one is awaited. In the caller's transaction."""
    if assessment.state != State.ASSESSING:
        return False
    given = Advice.objects.filter(assignment__assessment=assessment, assignment__blind=False).count()
    awaited = assessment.assignments.open().filter(blind=True).exists()
    if given < assessment.advices_needed or awaited:
        return False
    move(assessment=assessment, action=Action.CONCLUDE, actor=None, today=today, now=now)
    return True
