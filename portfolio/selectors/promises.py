"""What must always be true of the ledger, decisions and lists."""

from register.selectors.promises import Promise

PROMISES = (
    Promise(
        "reversed-once",
        "Een boeking is hooguit één keer teruggedraaid.",
        "An entry is reversed at most once.",
        "SELECT reverses_id FROM portfolio_ledgerentry WHERE reverses_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1",
    ),
    Promise(
        "reversal-of-the-same-person",
        "Een terugboeking is van dezelfde persoon als de boeking.",
        "A reversal is of the same person as the entry.",
        "SELECT r.uuid FROM portfolio_ledgerentry r JOIN portfolio_ledgerentry e ON e.id = r.reverses_id"
        " WHERE r.person_id <> e.person_id",
    ),
    Promise(
        "registration-of-the-same-person",
        "Een boeking bij een inschrijving is van de persoon van die inschrijving.",
        "An entry of a registration is of the person of that registration.",
        "SELECT e.uuid FROM portfolio_ledgerentry e JOIN register_registration r ON r.id = e.registration_id"
        # Before persons were joined it was of another, and what was written then stays.
        " WHERE e.person_id <> r.person_id AND NOT EXISTS (SELECT FROM register_registrationholder h"
        " WHERE h.registration_id = r.id AND h.person_id = e.person_id)",
    ),
    Promise(
        "merged-holds-nothing",
        "Wie is samengevoegd, gaat op in een ander die niet is samengevoegd, en houdt zelf niets wat telt of loopt.",
        "Who was merged goes on in another who was not, and holds nothing that counts, runs or signs in.",
        "SELECT p.uuid FROM register_person p JOIN register_person s ON s.id = p.merged_into_id"
        " WHERE s.merged_into_id IS NOT NULL"
        " OR EXISTS (SELECT FROM register_registration r WHERE r.person_id = p.id AND r.ended_before IS NULL)"
        " OR EXISTS (SELECT FROM register_user u WHERE u.person_id = p.id AND u.is_active)"
        " OR EXISTS (SELECT FROM portfolio_ledgerentry e WHERE e.person_id = p.id AND e.registration_id IS NULL"
        " AND e.reverses_id IS NULL AND NOT EXISTS (SELECT FROM portfolio_ledgerentry b WHERE b.reverses_id = e.id))"
        " OR NOT EXISTS (SELECT FROM portfolio_personmerge m WHERE m.merged_id = p.id AND m.state = 'DONE')",
    ),
    Promise(
        "decided-by-another",
        "Een besluit is genomen door een ander dan de voorbereider, en heeft redenen.",
        "A decision is taken by somebody else than who prepared it, with reasons.",
        "SELECT uuid FROM portfolio_decision WHERE decided_by_id = prepared_by_id OR reasons = ''",
    ),
    Promise(
        "one-decision-stands",
        "Over een zaak staat hooguit één besluit.",
        "At most one decision of a matter stands.",
        "SELECT matter FROM portfolio_decision WHERE state IN ('DECIDED', 'OBJECTED', 'FINAL')"
        " GROUP BY 1 HAVING count(*) > 1",
    ),
    Promise(
        "decisions-written",
        "Van elk genomen besluit is een stuk.",
        "Every decision that was taken has its document.",
        "SELECT d.uuid FROM portfolio_decision d WHERE d.decided_at IS NOT NULL AND NOT EXISTS"
        " (SELECT FROM portfolio_decisiondocument w WHERE w.decision_id = d.id AND w.kind <> 'INTENDED')",
    ),
    Promise(
        "lists-add-up",
        "Van een verwerkte lijst is elke regel geboekt, bekend, genoteerd of geweigerd.",
        "Every line of a list that is done was booked, known, noted or refused.",
        "SELECT uuid FROM portfolio_attendancebatch WHERE state = 'DONE' AND processed_lines <> total_lines",
    ),
    Promise(
        "rows-reported",
        "Van een verwerkte lijst heeft elke regel een uitslag.",
        "Of a list that is done every line has a verdict.",
        "SELECT b.uuid FROM portfolio_attendancebatch b WHERE b.state = 'DONE' AND b.total_lines <>"
        " (SELECT count(*) FROM portfolio_attendancerow r WHERE r.batch_id = b.id AND r.verdict <> '')",
    ),
    Promise(
        "attended-once",
        "Een bijeenkomst telt bij een persoon hooguit één keer.",
        "An occasion counts at most once for a person.",
        "SELECT min(e.uuid::text) FROM portfolio_ledgerentry e WHERE starts_with(e.source_key, 'attendance/')"
        " AND e.reverses_id IS NULL AND NOT EXISTS (SELECT FROM portfolio_ledgerentry r WHERE r.reverses_id = e.id)"
        " GROUP BY e.person_id, e.edition_id, regexp_replace(e.source_key, '/[^/]*$', '') HAVING count(*) > 1",
    ),
    Promise(
        "reconsidered-by-another",
        "Op een bezwaar beslist een ander dan wie het besluit voorbereidde of nam.",
        "An objection is decided by somebody else than who prepared or took the decision.",
        "SELECT uuid FROM portfolio_objection WHERE decided_by_id IN (first_prepared_by_id, first_decided_by_id)",
    ),
    Promise(
        "claims-decided-by-another",
        "Over een claim beslist een ander dan de professional zelf.",
        "A claim is decided by somebody else than the professional.",
        "SELECT c.uuid FROM portfolio_claim c JOIN register_registration r ON r.id = c.registration_id"
        " JOIN register_user u ON u.id = c.decided_by_id WHERE u.person_id = r.person_id",
    ),
    Promise(
        "decision-under-its-register",
        "Een besluit rust op een reglement van het register van de inschrijving, en staat in dat register.",
        "A decision rests on a regulation of the register of the registration, and its documents are that register's.",
        "SELECT d.uuid FROM portfolio_decision d JOIN register_registration r ON r.id = d.registration_id"
        " JOIN register_regulation g ON g.id = d.regulation_id"
        " LEFT JOIN portfolio_decisiondocument w ON w.decision_id = d.id"
        " WHERE g.register_id <> r.register_id OR w.register_id <> r.register_id",
    ),
    Promise(
        "decisions-explained",
        "Van elk besluit staat vast waarom, op welk reglement, en binnen welke termijn bezwaar openstaat.",
        "Of each decision is written why, on which regulation, and how long one may object.",
        "SELECT decision_id FROM portfolio_decisiondocument WHERE kind = 'DECIDED' AND"
        " (coalesce(body #>> '{decision,reasons}', '') = '' OR body #>> '{decision,regulation,digest}' IS NULL"
        " OR body #>> '{procedure,objectionWithin}' IS NULL)",
    ),
    Promise(
        "decisions-on-the-trail",
        "Van elk genomen besluit zegt het spoor wie het nam en wanneer.",
        "Of each decision that was taken the trail says who took it and when.",
        "SELECT d.uuid FROM portfolio_decision d WHERE d.decided_at IS NOT NULL AND NOT EXISTS"
        " (SELECT FROM register_event e WHERE e.subject_uuid = d.uuid"
        "  AND e.kind IN ('decision.taken', 'decision.taken-by-rule')"
        "  AND e.actor_id IS NOT DISTINCT FROM d.decided_by_id)",
    ),
    Promise(
        "decided-after-preparing",
        "Geen besluit is gedateerd vóór zijn voorbereiding.",
        "No decision is dated before its preparation.",
        "SELECT uuid FROM portfolio_decision WHERE decided_at < prepared_at",
    ),
    Promise(
        "erasures-carried-out",
        "Een verzoek om te vergeten is binnen een dag na de wachttijd uitgevoerd.",
        "A request to be forgotten is carried out within a day after its waiting time.",
        "SELECT uuid FROM portfolio_erasure WHERE not_before < %(now)s - interval '1 day' AND (state = 'ERASED'"
        " OR state = 'ASKED' AND agreed_at IS NOT NULL)",
    ),
    Promise(
        "exports-let-go",
        "Een export is een dag na zijn termijn weg.",
        "An export is gone a day after its term.",
        "SELECT uuid FROM portfolio_dossierexport WHERE state = 'READY' AND expires_at < %(now)s - interval '1 day'",
    ),
    Promise(
        "standings-kept-up",
        "Geen stand wacht langer dan een uur op herziening.",
        "No standing has waited for more than an hour to be made anew.",
        "SELECT r.uuid FROM portfolio_stalestanding s JOIN register_registration r ON r.id = s.registration_id"
        " WHERE s.error = '' AND s.marked_at < %(now)s - interval '1 hour'",
    ),
)
