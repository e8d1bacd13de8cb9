"""The rows of the provider desk in the world: one of each, and one more of each for long lists."""

from datetime import date
from typing import Any

from accreditation.models import FeeChange, TrustMove, Visit
from register.access import Role
from tests.factories.accreditation import (
    AccreditationFactory,
    AccreditationPolicyFactory,
    AuthorisationFactory,
    CourseFactory,
)
from tests.factories.provider_desk import (
    POLICY,
    CheckDrawFactory,
    ContactFactory,
    CourseCheckFactory,
    FeeFactory,
    GroupContactFactory,
    InstitutionalAccreditationFactory,
    InvitationFactory,
    MandateFactory,
    PolicyFactory,
    RecognitionFactory,
    SignUpFactory,
    TrustMoveFactory,
    VisitFactory,
)
from tests.factories.register import NOW, RegisterFactory, RoleGrantFactory

PURPOSES = ("GENERAL", "INVOICES", "ATTENDANCE", "QUALITY")


def add_provider_desk(world: Any) -> None:
    provider, association, register = world["provider"], world["association"], world["register"]
    of_both = {"provider": provider, "association": association}
    moved = {"provider": provider, "register": register}
    peer_group = CourseFactory(provider=provider, kind="PEER_GROUP")
    document = POLICY | AccreditationPolicyFactory.build().document  # with the questions to participants
    draft = {"adopted_by": None, "adopted_at": None, "proposed_by": world.users["registrar"]}
    world.rows |= {
        "policy": PolicyFactory(register=register, in_force_from=date(2021, 1, 1), document=document),
        "draft_policy": PolicyFactory(register=register, in_force_from=date(2028, 1, 1), **draft),
        "sign_up": SignUpFactory(association=association),
        "provider_invitation": InvitationFactory(provider=provider),
        "authorisation": provider.authorisations.get(),
        "asked_authorisation": AuthorisationFactory(**of_both, state="ASKED", starts_on=None, asked_at=NOW),
        "institution": InstitutionalAccreditationFactory(**of_both),
        "visit": VisitFactory(**of_both),
        "held_visit": VisitFactory(**of_both, state=Visit.State.HELD, held_on=date(2026, 3, 2)),
        "mandate": MandateFactory(course=world["course"], employer=world["rival"], ends_before=date(2027, 1, 1)),
        "peer_group": peer_group,
        "group_contact": GroupContactFactory(course=peer_group, user=world.users["stranger"]),
        "level": TrustMoveFactory(**moved),
        "trust_move": TrustMoveFactory(**moved, level="trusted", state=TrustMove.State.PROPOSED, effective_on=None),
        "course_check": CourseCheckFactory(draw__register=register, accreditation=world["accreditation"]),
        "fee": FeeFactory(**moved),
    }


def add_one_of_each_of_the_desk(world: Any, n: int) -> None:
    """One more row in every list of the desk."""
    provider, association, register = world["provider"], world["association"], world["register"]
    elsewhere = RegisterFactory(code=f"elsewhere-{n}", association=association)
    days = {"valid_from": date(2030 + n, 1, 1), "valid_before": date(2031 + n, 1, 1)}
    PolicyFactory(register=register, in_force_from=date(2000 + n, 1, 1))
    SignUpFactory(association=association)
    ContactFactory(provider=provider, purpose=PURPOSES[n - 1])
    RoleGrantFactory(organisation=provider, role=Role.PROVIDER_SUBMITTER)
    InvitationFactory(provider=provider)
    InstitutionalAccreditationFactory(provider=provider, association=association, **days)
    VisitFactory(provider=provider, association=association)
    RecognitionFactory(provider=provider, **days)
    MandateFactory(course=world["course"])
    GroupContactFactory(course=world["peer_group"])
    TrustMoveFactory(provider=provider, register=elsewhere)
    years = {"decided_from": date(2010 + n, 1, 1), "decided_before": date(2011 + n, 1, 1)}
    draw = CheckDrawFactory(register=register, **years)
    CourseCheckFactory(draw=draw, accreditation=AccreditationFactory(course=CourseFactory(), register=elsewhere))
    FeeFactory(provider=provider, register=register)
    FeeChange.objects.create(
        fee=world["fee"],
        state="PAID",
        on=date(2026, 1, 20),
        reason="Bank",
        changed_by=world.users["registrar"],
        changed_at=NOW,
    )
