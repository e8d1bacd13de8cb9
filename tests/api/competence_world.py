"""The rows of the world about competences."""

from datetime import date
from typing import Any

from tests.factories.competence import (
    CompetenceLinkFactory,
    FeedbackInvitationFactory,
    FeedbackRoundFactory,
    ProfileFactory,
    SchemeFactory,
    SelfAssessmentFactory,
)


def add_competence(world: Any) -> None:
    register = world["register"]
    world.rows["profile"] = ProfileFactory(register=register)
    world.rows["draft_profile"] = ProfileFactory(
        register=register,
        in_force_from=date(2027, 1, 1),
        proposed_by=world.users["registrar"],
        adopted_by=None,
        adopted_at=None,
    )
    world.rows["scheme"] = SchemeFactory(association=world["association"])
    mine = {"person": world["person"], "profile": world["profile"]}
    world.rows["self_assessment"] = SelfAssessmentFactory(**mine)
    world.rows["feedback_round"] = FeedbackRoundFactory(**mine)
    world.rows["feedback_invitation"] = FeedbackInvitationFactory(round=world["feedback_round"])
    world.rows["competence_link"] = CompetenceLinkFactory(
        person=world["person"], register=register, entry=world["entry"]
    )


def add_one_more_competence(world: Any, n: int) -> None:
    """One more row in each list of these."""
    profile = ProfileFactory(register=world["register"], in_force_from=date(2030 + n, 1, 1))
    mine = {"person": world["person"], "profile": profile}
    SelfAssessmentFactory(**mine)
    FeedbackInvitationFactory(round=FeedbackRoundFactory(**mine))
    CompetenceLinkFactory(person=world["person"], register=world["register"])
    SchemeFactory(association=world["association"])
