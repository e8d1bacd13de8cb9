"""Reads across tables, or as of a day; what other apps ask is re-exported here."""

from accreditation.selectors.fees import unpaid_fees_of
from accreditation.selectors.mandates import mandate_to_run_editions
from accreditation.selectors.offer import courses_accredited_in, editions_accredited_in
from accreditation.selectors.policies import policy_of
from accreditation.selectors.trust import trust_level_of

__all__ = [
    "courses_accredited_in",
    "editions_accredited_in",
    "mandate_to_run_editions",
    "policy_of",
    "trust_level_of",
    "unpaid_fees_of",
]
