"""What must always be true of applications and what was decided about them."""

from register.selectors.promises import Promise

PROMISES = (
    Promise(
        "accreditation-reconsidered-by-another",
        "Op een bezwaar over accreditatie beslist een ander dan wie het besluit nam.",
        "An objection about accreditation is decided by somebody else than who took the decision.",
        "SELECT second.uuid FROM accreditation_decision first JOIN accreditation_decision second"
        " ON second.assessment_id = first.assessment_id AND second.stage = 'RECONSIDERED'"
        " WHERE first.stage = 'FIRST' AND first.decided_by_id = second.decided_by_id",
    ),
    Promise(
        "application-of-the-provider-of-its-course",
        "Een aanvraag is van de aanbieder van de cursus, over een versie van die cursus.",
        "An application is of the provider of the course, about a version of that course.",
        "SELECT a.uuid FROM accreditation_application a JOIN accreditation_course c ON c.id = a.course_id"
        " JOIN accreditation_courseversion v ON v.id = a.version_id"
        " WHERE a.provider_id <> c.provider_id OR v.course_id <> c.id",
    ),
)
