"""Whose the rows of this app are, for the wall in the database. Every model is here."""

from register.rules.walls import (
    ACCOUNT,
    ORGANISATIONS,
    PERSONS,
    REGISTERS,
    Among,
    Ask,
    OfAccount,
    OfAnyAssociation,
    OfOrganisation,
    OfPerson,
    OfRegister,
    OnRegister,
    Open,
    Through,
    Wall,
    When,
    Where,
)

OWN = Wall(OfPerson())
PROVIDER = OfOrganisation("provider_id")
ASSOCIATION = OfOrganisation("association_id")
EMPLOYER = OfOrganisation("employer_id")
REGISTRATION = Through("registration_id", "register.Registration")
CYCLE = Through("cycle_id", "register.Cycle")
AUDIT = Wall(Through("audit_id", "portfolio.Audit"))
CONNECTION = Wall(Through("connection_id", "portfolio.Connection"))
CONVERSATION = Wall(Through("conversation_id", "portfolio.Conversation"))
DECISION = Wall(Through("decision_id", "portfolio.Decision"))
BATCH = Through("batch_id", "portfolio.AttendanceBatch")
RECORD = Through("record_id", "portfolio.Record")
EDITION = Ask(
    "reach_edition",
    "edition_id",
    "EXISTS (SELECT FROM {accreditation.Edition} e JOIN {accreditation.Course} c ON c.id = e.course_id "
    f"WHERE e.id = given AND c.provider_id = {ORGANISATIONS})",
)
OF_REGISTRATION = Wall(REGISTRATION)
OF_CYCLE = Wall(CYCLE)


def _same_group(column: str) -> Among:
    return Among(
        "reach_peer_groups",
        column,
        f"SELECT x.group_id FROM {{portfolio.PeerMembership}} x WHERE x.person_id = {PERSONS}",
    )


WALLS: dict[str, Wall | Open] = {
    # attendance
    "AttendanceBatch": Wall(
        PROVIDER,
        Where("accreditation.AttendanceMandate", f"x.id = row.mandate_id AND x.employer_id = {ORGANISATIONS}"),
        Where("accreditation.GroupContact", f"x.id = row.contact_id AND x.user_id = {ACCOUNT}"),
        # Whether what somebody missed was booked is said by the list it was put on.
        Where("portfolio.MissingAttendance", "x.batch_id = row.id"),
        # A change of what was booked is seen by whom it is about and by their registers.
        Among(
            "reach_changed_batches",
            "id",
            "SELECT x.batch_id FROM {portfolio.AttendanceChange} x JOIN {portfolio.LedgerEntry} l ON l.id = x.entry_id "
            f"WHERE l.person_id = {PERSONS} OR EXISTS (SELECT FROM {{register.Registration}} r "
            f"WHERE r.person_id = l.person_id AND r.register_id = {REGISTERS})",
        ),
    ),
    "AttendanceRow": Wall(BATCH),
    "Presence": Wall(OfPerson(), OnRegister(), BATCH),
    "AttendanceChange": Wall(Through("entry_id", "portfolio.LedgerEntry"), BATCH),
    "MissingAttendance": Wall(REGISTRATION, EDITION),
    "WrongAttendance": Wall(REGISTRATION, PROVIDER),
    "NothingToReport": Wall(EDITION, OfAnyAssociation()),
    # the ledger, and what is made of it
    "LedgerEntry": Wall(
        OfPerson(),
        # What was written about somebody before they were joined with oneself.
        Where("register.Person", f"x.id = row.person_id AND x.merged_into_id = {PERSONS}"),
        # An attendance is of all registrations of a person, other facts are of one.
        Where(
            "register.Registration",
            "x.person_id = row.person_id AND (row.registration_id IS NULL OR x.id = row.registration_id) "
            f"AND x.register_id = {REGISTERS}",
        ),
        # A provider answers questions about what it reported.
        Among(
            "reach_entries",
            "id",
            "SELECT x.entry_id FROM {portfolio.WrongAttendance} x "
            f"WHERE x.provider_id = {ORGANISATIONS} "
            "UNION ALL SELECT x.entry_id FROM {portfolio.AttendanceChange} x "
            "JOIN {portfolio.AttendanceBatch} b ON b.id = x.batch_id "
            f"WHERE b.provider_id = {ORGANISATIONS}",
        ),
    ),
    "Standing": OF_CYCLE,
    "StaleStanding": OF_REGISTRATION,
    "KeptNumbers": OF_REGISTRATION,
    "CycleClosing": OF_CYCLE,
    "Figures": Open("A view of the registers."),
    "Simulation": Wall(Where("register.Regulation", f"x.id = row.regulation_id AND x.register_id = {REGISTERS}")),
    "SimulationChange": OF_REGISTRATION,
    # claims and evidence
    "Claim": OF_REGISTRATION,
    "ClaimProposal": OF_REGISTRATION,
    "ClaimDraft": Wall(OfPerson(), PROVIDER, ASSOCIATION),
    "Evidence": Wall(
        OfPerson(),
        Through("claim_id", "portfolio.Claim"),
        Through("proposal_id", "portfolio.ClaimProposal"),
        Through("missing_attendance_id", "portfolio.MissingAttendance"),
        Through("wrong_attendance_id", "portfolio.WrongAttendance"),
        Through("audit_item_id", "portfolio.AuditItem"),
        Where("portfolio.Record", "x.evidence_id = row.id"),
    ),
    "ImportedCredential": Wall(Through("evidence_id", "portfolio.Evidence")),
    # decisions
    "Decision": OF_REGISTRATION,
    "DecisionDocument": DECISION,
    "Objection": DECISION,
    "DisciplinaryOrder": DECISION,
    "Renewal": OF_CYCLE,
    "RegistrationRequest": OF_REGISTRATION,
    "GroupDecision": Wall(
        ASSOCIATION,
        Ask(
            "reach_line_of_group",
            "id",
            "EXISTS (SELECT FROM {portfolio.GroupDecisionLine} x JOIN {register.Registration} r "
            f"ON r.id = x.registration_id WHERE x.decision_id = given AND r.person_id = {PERSONS})",
        ),
    ),
    "GroupDecision_registers": Wall(OfRegister()),
    "GroupDecisionLine": OF_REGISTRATION,
    # audits
    "AuditRun": Wall(When("committed_at IS NOT NULL"), OfRegister()),
    "AuditStratum": Wall(Through("run_id", "portfolio.AuditRun")),
    "AuditCandidate": OF_CYCLE,
    "Audit": OF_REGISTRATION,
    "AuditRound": AUDIT,
    "AuditExtension": Wall(Through("round_id", "portfolio.AuditRound")),
    "AuditConflict": AUDIT,
    "AuditItem": OF_REGISTRATION,
    # one's own
    "SelfAssessment": OWN,
    "FeedbackRound": OWN,
    "FeedbackInvitation": Wall(Through("round_id", "portfolio.FeedbackRound")),
    "CompetenceLink": OWN,
    "Goal": OWN,
    "Goal_entries": Wall(Through("goal_id", "portfolio.Goal")),
    "GoalStep": Wall(Through("goal_id", "portfolio.Goal")),
    "ReflectionTemplate": Open("What a register asks to reflect on is published."),
    "Reflection": OWN,
    "Conversation": Wall(OfPerson(), OfPerson("peer_id")),
    "Preparation": CONVERSATION,
    "Agreement": CONVERSATION,
    "Duty": Wall(OfPerson(), OfPerson("agreed_with_id"), REGISTRATION),
    "DossierExport": OWN,
    "DossierImport": OF_REGISTRATION,
    "Erasure": Wall(OfPerson(), OnRegister()),
    "Share": Wall(OfPerson(), EMPLOYER),
    "EmployerLink": Wall(OfPerson(), EMPLOYER),
    "TeamPlan": Wall(
        EMPLOYER, Where("portfolio.EmployerLink", "x.employer_id = row.employer_id AND x.team = row.team")
    ),
    "TeamExpense": Wall(Through("plan_id", "portfolio.TeamPlan")),
    # work and documents
    "Record": Wall(OfPerson(), Where("portfolio.RecordUse", "x.record_id = row.id")),
    "RecordUse": OF_REGISTRATION,
    "RecordStatement": Wall(RECORD),
    # persons who turned out to be one
    "PersonMerge": Wall(OfRegister(), OfPerson("survivor_id")),
    "MovedEntry": Wall(Through("merge_id", "portfolio.PersonMerge")),
    # peers
    "PeerGroup": Wall(_same_group("id"), OfAccount("founded_by_id")),
    "PeerGroupUse": Wall(Through("group_id", "portfolio.PeerGroup")),
    "PeerMembership": Wall(OfPerson(), _same_group("group_id")),
    "PeerSession": Wall(Through("group_id", "portfolio.PeerGroup")),
    "PeerPresence": Wall(Through("session_id", "portfolio.PeerSession")),
    "PeerSessionFact": Wall(REGISTRATION, Through("presence_id", "portfolio.PeerPresence")),
    "PeerVisit": Wall(OfPerson(), Where("portfolio.PeerVisitor", f"x.visit_id = row.id AND x.person_id = {PERSONS}")),
    "PeerVisitor": Wall(
        OfPerson(),
        Ask(
            "reach_peer_visit",
            "visit_id",
            f"EXISTS (SELECT FROM {{portfolio.PeerVisit}} x WHERE x.id = given AND x.person_id = {PERSONS}) "
            f"OR EXISTS (SELECT FROM {{portfolio.PeerVisitor}} x WHERE x.visit_id = given AND x.person_id = {PERSONS})",
        ),
    ),
    "PeerVisitConsequence": Wall(Through("visit_id", "portfolio.PeerVisit")),
    "PeerVisitUse": Wall(REGISTRATION, Through("visit_id", "portfolio.PeerVisit")),
    # certificates
    "AssociationNumber": Open("The number of an association is published with its certificates."),
    "CredentialKey": Open("Certificates are verified with it; what is secret of it is sealed."),
    "StatusList": Open("Published: it says nothing but which certificates are revoked."),
    "Credential": OF_REGISTRATION,
    # systems of others
    "Connection": Wall(
        PROVIDER,
        Ask(
            "reach_connection",
            "id",
            "EXISTS (SELECT FROM {portfolio.ConnectionLink} x "
            f"WHERE x.connection_id = given AND x.association_id = {ORGANISATIONS})",
        ),
    ),
    "ConnectionKey": CONNECTION,
    "ConnectionLink": Wall(
        ASSOCIATION, Where("portfolio.Connection", f"x.id = row.connection_id AND x.provider_id = {ORGANISATIONS}")
    ),
    "ErrorMail": CONNECTION,
    "CallCount": Open("How many calls were made says nothing about anybody."),
    "ActivityIdentifier": Open("Which course goes by which address is no secret."),
    "LearningRecord": Wall(PROVIDER),
}


# Who deals with somebody knows their name and number.
QUESTIONS = (
    "{register.Registration} r JOIN {portfolio.MissingAttendance} x ON x.registration_id = r.id "
    "JOIN {accreditation.Edition} e ON e.id = x.edition_id JOIN {accreditation.Course} c ON c.id = e.course_id "
    f"WHERE c.provider_id = {ORGANISATIONS}"
)
OBJECTIONS = (
    "{register.Registration} r JOIN {portfolio.WrongAttendance} x ON x.registration_id = r.id "
    f"WHERE x.provider_id = {ORGANISATIONS}"
)
ALSO = {
    "register.Person": (
        Among(
            "reach_companions",
            "id",
            "SELECT x.person_id FROM {portfolio.PeerMembership} x JOIN {portfolio.PeerMembership} y USING (group_id) "
            f"WHERE y.person_id = {PERSONS} "
            "UNION ALL SELECT x.person_id FROM {portfolio.PeerVisitor} x JOIN {portfolio.PeerVisit} v "
            f"ON v.id = x.visit_id WHERE v.person_id = {PERSONS} "
            "UNION ALL SELECT v.person_id FROM {portfolio.PeerVisitor} y JOIN {portfolio.PeerVisit} v "
            f"ON v.id = y.visit_id WHERE y.person_id = {PERSONS} "
            "UNION ALL SELECT x.person_id FROM {portfolio.PeerVisitor} x "
            f"JOIN {{portfolio.PeerVisitor}} y USING (visit_id) WHERE y.person_id = {PERSONS} "
            "UNION ALL SELECT unnest(ARRAY[x.person_id, x.peer_id]) FROM {portfolio.Conversation} x "
            f"WHERE x.person_id = {PERSONS} OR x.peer_id = {PERSONS} "
            "UNION ALL SELECT unnest(ARRAY[x.person_id, x.agreed_with_id]) FROM {portfolio.Duty} x "
            f"WHERE x.person_id = {PERSONS} OR x.agreed_with_id = {PERSONS}",
        ),
        Among(
            "reach_participants",
            "id",
            f"SELECT r.person_id FROM {QUESTIONS} UNION ALL SELECT r.person_id FROM {OBJECTIONS} "
            "UNION ALL SELECT l.person_id FROM {portfolio.AttendanceChange} x "
            "JOIN {portfolio.AttendanceBatch} b ON b.id = x.batch_id "
            f"JOIN {{portfolio.LedgerEntry}} l ON l.id = x.entry_id WHERE b.provider_id = {ORGANISATIONS}",
        ),
    ),
    "register.Registration": (
        Among("reach_questions", "id", f"SELECT r.id FROM {QUESTIONS} UNION ALL SELECT r.id FROM {OBJECTIONS}"),
    ),
}
