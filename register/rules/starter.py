"""A commented regulation to begin with."""

from __future__ import annotations

_TEXT = """\
# A regulation. Lines that start with # are remarks. Check this file: regulation check {name}.yaml
register: {name}
title: {{nl: "{name}", en: "{name}"}}
source: Where the rule was decided, and when

# From which day these rules hold, and what decides that: the last day of the cycle (cycle_end), its first day
# (cycle_start), the day of registration (registration) or the day of judgement (judgement).
in_force: {{from: 2025-01-01, by: cycle_start}}

# Everything is counted in this unit: point, hour, credit, unit or item.
unit: point

# How long a registration lasts, and where it starts: registration, a day of the year (01-01) or a fixed day.
cycle: {{length: 5 years, starts: registration}}

# The kinds of activity. A category may hold others under `includes`.
categories:
  course: {{nl: Cursus, en: Course}}
  meeting: {{nl: Bijeenkomst, en: Meeting}}

# What one activity is worth. The first row that fits counts; points count as they are.
worth:
  - {{per: 1 hour}}

# At most so much. Remove this part if nothing is limited.
caps:
  - code: cap-meeting
    label: {{nl: Bijeenkomsten tellen voor ten hoogste 40 punten, en: Meetings count for at most 40 points}}
    article: art. 3
    of: {{category: meeting}}
    per: cycle
    at: 40

# What must be reached.
requirements:
  - code: total
    label: {{nl: Punten in totaal, en: Points in total}}
    article: art. 1
    at_least: 100
  - code: course
    label: {{nl: Waarvan cursussen, en: Of which courses}}
    article: art. 2
    of: {{category: course}}
    at_least: 40

# When people hear that the end comes near.
reminders:
  - {{deadline: earn, before: 6 months}}
"""


def starter(name: str) -> str:
    """The text of a regulation with this code, ready to be changed."""
    return _TEXT.format(name=name.replace("{", "").replace("}", ""))
