"""The rows of this app; each class re-exported here."""

from accreditation.models.accreditation import Accreditation
from accreditation.models.course import Course, Edition
from accreditation.models.policy import AccreditationPolicy
from accreditation.models.provider import Provider, ProviderAuthorisation

__all__ = ["Accreditation", "AccreditationPolicy", "Course", "Edition", "Provider", "ProviderAuthorisation"]
