"""Reads across tables, or as of a day; what other apps ask is re-exported here."""

from accreditation.selectors.fees import unpaid_fees_of
from accreditation.selectors.mandates import is_contact_of, may_report_for, may_run_editions_of
from accreditation.selectors.offer import courses_accredited_in, editions_accredited_in
from accreditation.selectors.policies import policy_of
from accreditation.selectors.trust import trust_level_of

__all__ = [
    "courses_accredited_in",
    "editions_accredited_in",
    "is_contact_of",
    "may_report_for",
    "may_run_editions_of",
    "policy_of",
    "trust_level_of",
    "unpaid_fees_of",
]
