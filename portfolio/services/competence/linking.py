"""Links: that an activity or a file has to do with a competence, by the word of whose it is."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from portfolio.errors.competence import CompetenceLinkedAlready, NotYourOwn
from portfolio.models import Claim, CompetenceLink, Evidence, LedgerEntry
from portfolio.services.competence.answers import profile_on, refuse_unknown
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.models import Person, Register
from register.services.events import record_event


@transaction.atomic
def link_competence(
    *,
    person: Person,
    register: Register,
    competence: str,
    entry: LedgerEntry | None = None,
    claim: Claim | None = None,
    evidence: Evidence | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> CompetenceLink:
    """Link one thing of the person's own to a competence of the profile in force today."""
    refuse_unknown([competence], known=profile_on(register, on=today).profile.competences, place="#/competence")
    _refuse_others(entry, claim, evidence, person)
    try:
        with transaction.atomic():
            link = CompetenceLink.objects.create(
                person=person,
                register=register,
                competence=competence,
                entry=entry,
                claim=claim,
                evidence=evidence,
                linked_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "competence_linked_once":
            raise
        raise CompetenceLinkedAlready(nl="Deze koppeling is er al.", en="This link is there already.") from error
    link.refresh_from_db(fields=["uuid"])
    _record("competence.linked", link, actor, now)
    return link


@transaction.atomic
def unlink_competence(*, link: CompetenceLink, actor: Actor, now: datetime) -> None:
    """Take a link away."""
    _record("competence.unlinked", link, actor, now)
    link.delete()


def _refuse_others(entry: LedgerEntry | None, claim: Claim | None, evidence: Evidence | None, person: Person) -> None:
    owners = {
        "ledgerEntry": entry.person_id if entry else person.pk,
        "claim": claim.registration.person_id if claim else person.pk,
        "evidence": evidence.person_id if evidence else person.pk,
    }
    others = [name for name, owner in owners.items() if owner != person.pk]
    if others:
        nl, en = "Alleen wat van uzelf is, koppelt u.", "You link only what is your own."
        fields = tuple(FieldProblem(f"#/{name}", "not-your-own", nl, en) for name in others)
        raise NotYourOwn(nl=nl, en=en, fields=fields)


def _record(kind: str, link: CompetenceLink, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="competence-link",
        subject_uuid=link.uuid,
        person_id=link.person_id,
        actor=actor,
        now=now,
    )
