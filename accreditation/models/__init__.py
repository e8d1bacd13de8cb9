"""The rows of this app; each class re-exported here."""

from accreditation.models.accreditation import Accreditation, CourseChange, RepeatReminder, Withdrawal
from accreditation.models.application import Application, Attachment
from accreditation.models.assessment import Assessment, Question, StateSpan
from accreditation.models.assessment_advice import Advice, Assignment, DeclaredInterest, Expertise
from accreditation.models.assessment_decision import Decision, Objection
from accreditation.models.catalogue import CatalogueEntry, CatalogueWord
from accreditation.models.course import Course, Module
from accreditation.models.course_version import CourseVersion
from accreditation.models.edition import Edition, Meeting
from accreditation.models.evaluation import EvaluationAnswer, EvaluationInvitation
from accreditation.models.fee import Fee, FeeChange
from accreditation.models.mandate import AttendanceMandate, GroupContact
from accreditation.models.policy import AccreditationPolicy
from accreditation.models.provider import Provider, ProviderAuthorisation, ProviderContact
from accreditation.models.provider_block import ProviderBlock
from accreditation.models.recognition import Recognition
from accreditation.models.scheme import IncentiveScheme
from accreditation.models.sign_up import Invitation, ProviderSignUp
from accreditation.models.submission import Submission
from accreditation.models.trust import CheckDraw, CourseCheck, TrustMove
from accreditation.models.visit import InstitutionalAccreditation, Visit

__all__ = [
    "Accreditation",
    "AccreditationPolicy",
    "Advice",
    "Application",
    "Assessment",
    "Assignment",
    "Attachment",
    "AttendanceMandate",
    "CatalogueEntry",
    "CatalogueWord",
    "CheckDraw",
    "Course",
    "CourseChange",
    "CourseCheck",
    "CourseVersion",
    "Decision",
    "DeclaredInterest",
    "Edition",
    "EvaluationAnswer",
    "EvaluationInvitation",
    "Expertise",
    "Fee",
    "FeeChange",
    "GroupContact",
    "IncentiveScheme",
    "InstitutionalAccreditation",
    "Invitation",
    "Meeting",
    "Module",
    "Objection",
    "Provider",
    "ProviderAuthorisation",
    "ProviderBlock",
    "ProviderContact",
    "ProviderSignUp",
    "Question",
    "Recognition",
    "RepeatReminder",
    "StateSpan",
    "Submission",
    "TrustMove",
    "Visit",
    "Withdrawal",
]
