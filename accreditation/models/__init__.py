"""The rows of this app; each class re-exported here."""

from accreditation.models.accreditation import Accreditation
from accreditation.models.course import Course, Module
from accreditation.models.course_version import CourseVersion
from accreditation.models.edition import Edition, Meeting
from accreditation.models.fee import Fee, FeeChange
from accreditation.models.mandate import AttendanceMandate, GroupContact
from accreditation.models.policy import AccreditationPolicy
from accreditation.models.provider import Provider, ProviderAuthorisation, ProviderContact
from accreditation.models.recognition import Recognition
from accreditation.models.sign_up import Invitation, ProviderSignUp
from accreditation.models.trust import CheckDraw, CourseCheck, TrustMove
from accreditation.models.visit import InstitutionalAccreditation, Visit

__all__ = [
    "Accreditation",
    "AccreditationPolicy",
    "AttendanceMandate",
    "CheckDraw",
    "Course",
    "CourseCheck",
    "CourseVersion",
    "Edition",
    "Fee",
    "FeeChange",
    "GroupContact",
    "InstitutionalAccreditation",
    "Invitation",
    "Meeting",
    "Module",
    "Provider",
    "ProviderAuthorisation",
    "ProviderContact",
    "ProviderSignUp",
    "Recognition",
    "TrustMove",
    "Visit",
]
