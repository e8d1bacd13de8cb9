"""The admin of what is offered, who offers it and what it is worth."""

from accreditation.admin import applications, courses, fees, policies, providers, trust

__all__ = ["applications", "courses", "fees", "policies", "providers", "trust"]
