"""The admin of what is offered, who offers it and what it is worth."""

from accreditation.admin import courses, fees, policies, providers, trust

__all__ = ["courses", "fees", "policies", "providers", "trust"]
