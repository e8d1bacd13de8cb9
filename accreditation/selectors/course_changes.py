"""Versions of accredited courses of which nobody said yet what they mean."""

from datetime import date

from django.db import connection

# A version that was there when the accreditation was decided is what was accredited.
UNTRIAGED = """
SELECT DISTINCT v.id, a.register_id
FROM accreditation_courseversion v
JOIN accreditation_accreditation a
  ON a.course_id = v.course_id AND a.replaced_at IS NULL AND a.valid_before > %(today)s AND a.decided_at < v.created_at
WHERE v.number > 1 AND NOT EXISTS (
    SELECT FROM accreditation_coursechange c WHERE c.version_id = v.id AND c.register_id = a.register_id)
ORDER BY v.id, a.register_id
"""


def untriaged_versions(*, today: date) -> list[tuple[int, int]]:
    """Version and register, of each new version that a register accredits the course of."""
    with connection.cursor() as cursor:
        cursor.execute(UNTRIAGED, {"today": today})
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows
