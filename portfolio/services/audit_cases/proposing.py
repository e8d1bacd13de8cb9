"""From the finding of an audit to the decision that is proposed, and what it takes out of the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.catalogue.audit_cases import CORRECTED, SHORT, VERIFIED, AuditState, Verdict
from portfolio.errors.audit_cases import AuditMoved
from portfolio.models import Audit, AuditItem, Decision
from portfolio.services.audit_cases.finding import reversed_since
from portfolio.services.audit_cases.moving import held, last_round, refuse_own
from portfolio.services.decisions.preparing import prepare_decision
from register.access import Actor
from register.rules.amounts import plain


@transaction.atomic
def propose_outcome(
    *,
    audit: Audit,
    reasons: str = "",
    statuses: Sequence[Mapping[str, Any]] = (),
    actor: Actor,
    today: date,
    now: datetime,
) -> Decision:
    """Prepare the decision on a concluded audit; another person takes it. It rests on the finding, frozen in it.

    What was not accepted is taken out of the ledger when it takes effect. `statuses` are what the office proposes on
    top of that. Whatever takes something away is put to the person first.
    """
    concluded = held(audit)
    refuse_own(concluded, actor)
    if concluded.state != AuditState.CONCLUDED:
        raise AuditMoved.of(concluded.state, "propose")
    finding = last_round(concluded).finding or {}
    gone = reversed_since(concluded)
    items = AuditItem.objects.filter(audit=concluded).select_related("entry").order_by("entry__effective_on", "pk")
    refused = [one for one in items if one.verdict != Verdict.ACCEPTED]
    reversals = [_reversal(one) for one in refused if one.entry.uuid not in gone]
    effect: dict[str, Any] = {"reversals": reversals} if reversals else {}
    effect |= {"statuses": list(statuses)} if statuses else {}
    return prepare_decision(
        registration=concluded.registration,
        cycle=concluded.cycle,
        question=Decision.Question.AUDIT,
        matter=concluded.uuid,
        result=_result(concluded, finding, refused=bool(refused)),
        adverse=bool(effect),
        reasons=reasons or _reasons(refused, finding),
        articles=_articles(finding),
        effective_on=today,
        effect=effect,
        standing=finding,
        actor=actor,
        today=today,
        now=now,
    )


def _result(audit: Audit, finding: Mapping[str, Any], *, refused: bool) -> str:
    if not refused:
        return VERIFIED
    met_before = bool((audit.standing or {}).get("met"))
    return SHORT if met_before and not finding["met"] else CORRECTED


def _reversal(item: AuditItem) -> dict[str, Any]:
    said = {"entry": str(item.entry.uuid), "reason": item.reason}
    return said | ({"quantity": plain(item.quantity)} if item.quantity is not None else {})


def _articles(finding: Mapping[str, Any]) -> list[str]:
    rows = [one for one in finding.get("requirements", ()) if not one["advisory"]]
    short = [one for one in rows if not one["met"]]
    return list(dict.fromkeys(one["article"][:60] for one in (short or rows) if one["article"]))


def _reasons(refused: Iterable[AuditItem], finding: Mapping[str, Any]) -> str:
    items = list(refused)
    if not items:
        return "Alles wat is gevraagd, is aangetoond.\nAll that was asked was shown."
    short = [one for one in finding.get("requirements", ()) if not one["met"] and not one["advisory"]]
    lines = ["Niet of niet geheel aanvaard:", *(f"- {one.entry.effective_on}: {one.reason}" for one in items)]
    lines += [f"Daarmee: {one['label']['nl']} ({one['article']}): {one['explanation']['nl']}" for one in short]
    lines += ["Not accepted, or not as a whole:", *(f"- {one.entry.effective_on}: {one.reason}" for one in items)]
    lines += [f"So: {one['label']['en']} ({one['article']}): {one['explanation']['en']}" for one in short]
    return "\n".join(lines)
