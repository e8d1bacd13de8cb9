"""Registers whose regulation makes something public."""

from datetime import date

from tests.factories.register import RegisterFactory, RegulationFactory

PUBLICATION = """
publication:
  opt_out: true
  statuses:
    - {show: registered}
    - {show: suspended, after: 2 years}
    - {show: struck-off, after: 5 years}
  marks:
    - {show: endorsement}
    - {show: annotation, after: 1 year}
"""
RULES = """
register: open
title: {nl: Open register, en: Open register}
source: a test
in_force: {from: 2010-01-01, by: cycle_start}
unit: point
cycle: {length: 5 years, starts: registration}
requirements:
  - {code: total, label: {nl: Punten, en: Points}, article: art. 1, at_least: 10}
"""


def public_register(code="open", *, publication=PUBLICATION, **register):
    """A register that shows what the publication says."""
    made = RegisterFactory(code=code, **register)
    RegulationFactory(register=made, source=RULES + publication, in_force_from=date(2010, 1, 1))
    return made
