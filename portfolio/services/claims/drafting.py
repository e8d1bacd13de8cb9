"""How a claim comes to be: as a draft, whatever happens to it next."""

from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue import ClaimState
from portfolio.errors import ClaimReplaced
from portfolio.errors.claims import ClaimedThere, ProposalUsed
from portfolio.models import Claim
from register.errors import Conflict, constraint_of
from register.models import Registration

TAKEN: dict[str, Conflict] = {
    "claim_replaced_by_one": ClaimReplaced(
        nl="Er is al een claim die deze vervangt.", en="There is a claim already that replaces this one."
    ),
    "claim_one_per_proposal": ProposalUsed(
        nl="Er is al een claim met dit antwoord.", en="There is a claim already with this answer."
    ),
    "claim_once_per_registration": ClaimedThere(
        nl="Voor deze inschrijving is deze activiteit al opgevoerd.",
        en="This activity was entered for this registration already.",
    ),
}


def create_draft(*, registration: Registration, **values: Any) -> Claim:
    """A new draft. The Conflict of TAKEN when what it replaces, refers to or is part of has one already."""
    try:
        with transaction.atomic():
            claim = Claim.objects.create(registration=registration, state=ClaimState.DRAFT, **values)
    except IntegrityError as error:
        taken = TAKEN.get(constraint_of(error))
        if taken is None:
            raise
        raise type(taken)(nl=taken.nl, en=taken.en) from error
    claim.refresh_from_db(fields=["uuid"])
    return claim
