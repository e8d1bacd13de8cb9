"""A catalogue of any size, written set-based: courses of made-up words, each accredited, with editions around a day."""

from django.db import connection

from tests.factories.accreditation import ProviderFactory
from tests.factories.register import RegisterFactory, UserFactory

# Every course has a word of its own, one of fifty that many have, and one of two thousand.
FILL = """
ALTER TABLE accreditation_courseversion DISABLE TRIGGER USER;
ALTER TABLE accreditation_accreditation DISABLE TRIGGER USER;
INSERT INTO accreditation_course (provider_id, code, title, kind)
SELECT %(provider)s, 'C' || n,
    initcap(translate(to_hex(n * 7919), '0123456789', 'ghijklmnop')) || ' theme'
        || translate((n %% 50)::text, '0123456789', 'qrstuvwxyz') || ' topic'
        || translate((n %% 2000)::text, '0123456789', 'qrstuvwxyz'), 'WHOLE'
FROM generate_series(1, %(courses)s) n;
INSERT INTO accreditation_courseversion (course_id, number, title, kind, summary, programme, objectives, target_group,
    teachers, competences, languages, created_at)
SELECT id, 1, title, kind, '', '', '', '', '{}', ARRAY['competence-' || id %% 500], '{nl}', now()
FROM accreditation_course;
INSERT INTO accreditation_accreditation (course_id, register_id, category, quantity, unit, tags, valid_from,
    valid_before, decided_by_id, decided_at)
SELECT id, CASE WHEN id %% 1000 = 0 THEN %(small)s ELSE %(register)s END, 'accredited', 6, 'point', '{}', '2020-01-01',
    '2032-01-01', %(user)s, now() FROM accreditation_course;
ALTER TABLE accreditation_courseversion ENABLE TRIGGER USER;
ALTER TABLE accreditation_accreditation ENABLE TRIGGER USER;
INSERT INTO accreditation_catalogueentry (course_id, words, marks)
SELECT c.id, strip(to_tsvector('simple', catalogue_plain(c.title))),
    ARRAY['provider/' || o.uuid, 'competence/' || v.competences[1], 'category/accredited', 'register/' || r.code,
          'register/' || r.code || '/accredited']
FROM accreditation_course c JOIN accreditation_courseversion v ON v.course_id = c.id
JOIN accreditation_accreditation a ON a.course_id = c.id JOIN register_register r ON r.id = a.register_id
JOIN register_organisation o ON o.id = c.provider_id;
INSERT INTO accreditation_catalogueword
SELECT DISTINCT word FROM accreditation_catalogueentry, unnest(tsvector_to_array(words)) word WHERE length(word) > 2;
INSERT INTO accreditation_edition (course_id, version_id, code, starts_on, ends_on, place, language)
SELECT course_id, id, 'E' || n, day, day,
    'Place ' || translate((id %% 400)::text, '0123456789', 'abcdefghij'), 'nl'
FROM accreditation_courseversion, generate_series(1, %(runs)s) n,
    LATERAL (SELECT DATE '2024-01-01' + ((id * 31 + n * 397) %% 1500)::int AS day) days;
ANALYZE accreditation_course, accreditation_courseversion, accreditation_accreditation, accreditation_edition,
    accreditation_catalogueentry, accreditation_catalogueword, register_register;
"""


def fill_catalogue(*, courses: int, runs: int = 4) -> None:
    """Write so many courses with so many editions each; one in a thousand counts in the small register only."""
    rows = {
        "provider": ProviderFactory().pk,
        "register": RegisterFactory(code="large").pk,
        "small": RegisterFactory(code="small").pk,
        "user": UserFactory().pk,
        "courses": courses,
        "runs": runs,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, rows)
