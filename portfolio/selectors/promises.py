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
        " WHERE e.person_id <> r.person_id",
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
        "standings-kept-up",
        "Geen stand wacht langer dan een uur op herziening.",
        "No standing has waited for more than an hour to be made anew.",
        "SELECT r.uuid FROM portfolio_stalestanding s JOIN register_registration r ON r.id = s.registration_id"
        " WHERE s.error = '' AND s.marked_at < %(now)s - interval '1 hour'",
    ),
)
