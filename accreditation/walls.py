"""Whose the rows of this app are, for the wall in the database. Every model is here."""

from register.rules.walls import (
    ORGANISATIONS,
    REGISTERS,
    Ask,
    OfAccount,
    OfAnyAssociation,
    OfOrganisation,
    OfPerson,
    OfRegister,
    Open,
    Through,
    Wall,
    When,
    Where,
)

PUBLISHED = Open("What is on offer, and what it is worth where, is published.")
PROVIDER = OfOrganisation("provider_id")
ASSOCIATION = OfOrganisation("association_id")
OF_COURSE = Where("accreditation.Course", f"x.id = row.course_id AND x.provider_id = {ORGANISATIONS}")
OF_ASSESSMENT = Wall(Through("assessment_id", "accreditation.Assessment"))
OF_APPLICATION = Wall(Through("application_id", "accreditation.Application"))
OF_BOTH = Wall(PROVIDER, ASSOCIATION)

WALLS: dict[str, Wall | Open] = {
    "Provider": Open("Which providers there are is published with what they offer."),
    "ProviderContact": Wall(PROVIDER, OfAnyAssociation()),
    "Recognition": Wall(PROVIDER, OfAnyAssociation()),
    "ProviderAuthorisation": OF_BOTH,
    "ProviderSignUp": Wall(ASSOCIATION),
    "Invitation": Wall(PROVIDER),
    "Course": PUBLISHED,
    "Module": PUBLISHED,
    "CourseVersion": PUBLISHED,
    "CatalogueEntry": PUBLISHED,
    "CatalogueWord": PUBLISHED,
    "Edition": PUBLISHED,
    "Meeting": PUBLISHED,
    "Accreditation": PUBLISHED,
    "IncentiveScheme": PUBLISHED,
    "EvaluationAnswer": Open("An answer does not say whose it is."),
    "EvaluationInvitation": Wall(OfPerson()),
    "Application": Wall(
        PROVIDER,
        Ask(
            "reach_application",
            "id",
            "EXISTS (SELECT FROM {accreditation.Assessment} x "
            f"WHERE x.application_id = given AND x.register_id = {REGISTERS})",
        ),
    ),
    "Attachment": OF_APPLICATION,
    "Submission": OF_APPLICATION,
    "Submission_attachments": Wall(Through("submission_id", "accreditation.Submission")),
    "Assessment": Wall(
        OfRegister(),
        Where("accreditation.Application", f"x.id = row.application_id AND x.provider_id = {ORGANISATIONS}"),
    ),
    "StateSpan": OF_ASSESSMENT,
    "Question": OF_ASSESSMENT,
    "Decision": OF_ASSESSMENT,
    "Objection": Wall(Through("decision_id", "accreditation.Decision")),
    "Assignment": Wall(OfAccount("assessor_id"), Through("assessment_id", "accreditation.Assessment")),
    "Advice": Wall(Through("assignment_id", "accreditation.Assignment")),
    "Withdrawal": Wall(OfRegister(), OF_COURSE),
    "RepeatReminder": Wall(OfRegister(), OF_COURSE),
    "CourseChange": Wall(
        When("effect = 'REASSESS'"),  # the catalogue says so
        OfRegister(),
        Where(
            "accreditation.CourseVersion",
            "x.id = row.version_id AND EXISTS (SELECT FROM accreditation_course c "
            f"WHERE c.id = x.course_id AND c.provider_id = {ORGANISATIONS})",
        ),
    ),
    "Expertise": Wall(OfAccount(), OfRegister()),
    "DeclaredInterest": Wall(
        OfAccount(), Where("accreditation.Expertise", f"x.user_id = row.user_id AND x.register_id = {REGISTERS}")
    ),
    "Fee": Wall(PROVIDER, OfRegister()),
    "FeeChange": Wall(Through("fee_id", "accreditation.Fee")),
    "AttendanceMandate": Wall(OfOrganisation("employer_id"), OF_COURSE),
    "GroupContact": Wall(OfAccount(), OF_COURSE),
    "AccreditationPolicy": Wall(When("adopted_at IS NOT NULL"), OfRegister()),
    "ProviderBlock": Wall(PROVIDER, OfRegister()),
    "TrustMove": Wall(PROVIDER, OfRegister()),
    "CheckDraw": Wall(
        OfRegister(),
        # A check says in which draw it was drawn.
        Ask(
            "reach_draw",
            "id",
            "EXISTS (SELECT FROM {accreditation.CourseCheck} x JOIN {accreditation.Accreditation} a "
            "ON a.id = x.accreditation_id JOIN {accreditation.Course} c ON c.id = a.course_id "
            f"WHERE x.draw_id = given AND c.provider_id = {ORGANISATIONS})",
        ),
    ),
    "CourseCheck": Wall(
        Through("draw_id", "accreditation.CheckDraw"),
        Where(
            "accreditation.Accreditation",
            "x.id = row.accreditation_id AND EXISTS (SELECT FROM accreditation_course c "
            f"WHERE c.id = x.course_id AND c.provider_id = {ORGANISATIONS})",
        ),
    ),
    "InstitutionalAccreditation": OF_BOTH,
    "Visit": OF_BOTH,
}
