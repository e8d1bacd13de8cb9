"""The rows of this app; each class re-exported here."""

from portfolio.models.attendance import AttendanceBatch, AttendanceChange, AttendanceRow, Presence
from portfolio.models.audit import Audit, AuditCandidate, AuditRun, AuditStratum
from portfolio.models.audit_case import AuditConflict, AuditExtension, AuditItem, AuditRound
from portfolio.models.claim import Claim
from portfolio.models.claim_proposal import ClaimProposal
from portfolio.models.closing import CycleClosing
from portfolio.models.competence import (
    CompetenceLink,
    FeedbackInvitation,
    FeedbackRound,
    SelfAssessment,
)
from portfolio.models.connection import (
    AssociationNumber,
    CallCount,
    Connection,
    ConnectionKey,
    ConnectionLink,
    ErrorMail,
)
from portfolio.models.conversation import Agreement, Conversation, Preparation
from portfolio.models.credential import Credential, CredentialKey, ImportedCredential, StatusList
from portfolio.models.decision import Decision, DecisionDocument, Objection
from portfolio.models.disciplinary_order import DisciplinaryOrder
from portfolio.models.dossier_export import DossierExport
from portfolio.models.dossier_import import DossierImport
from portfolio.models.duty import Duty
from portfolio.models.erasure import Erasure
from portfolio.models.evidence import Evidence
from portfolio.models.figures import Figures
from portfolio.models.goal import Goal, GoalStep
from portfolio.models.group_decision import GroupDecision, GroupDecisionLine
from portfolio.models.learning_record import ActivityIdentifier, ClaimDraft, LearningRecord
from portfolio.models.ledger import LedgerEntry
from portfolio.models.missing_attendance import MissingAttendance, NothingToReport
from portfolio.models.peer_group import PeerGroup, PeerGroupUse, PeerMembership
from portfolio.models.peer_session import PeerPresence, PeerSession, PeerSessionFact
from portfolio.models.peer_visit import PeerVisit, PeerVisitConsequence, PeerVisitor, PeerVisitUse
from portfolio.models.person_merge import MovedEntry, PersonMerge
from portfolio.models.record import Record, RecordUse
from portfolio.models.record_statement import RecordStatement
from portfolio.models.reflection import Reflection, ReflectionTemplate
from portfolio.models.registration_request import RegistrationRequest
from portfolio.models.renewal import Renewal
from portfolio.models.sharing import EmployerLink, Share, TeamExpense, TeamPlan
from portfolio.models.simulation import Simulation, SimulationChange
from portfolio.models.standing import StaleStanding, Standing
from portfolio.models.wrong_attendance import WrongAttendance

__all__ = [
    "ActivityIdentifier",
    "Agreement",
    "AssociationNumber",
    "AttendanceBatch",
    "AttendanceChange",
    "AttendanceRow",
    "Audit",
    "AuditCandidate",
    "AuditConflict",
    "AuditExtension",
    "AuditItem",
    "AuditRound",
    "AuditRun",
    "AuditStratum",
    "CallCount",
    "Claim",
    "ClaimDraft",
    "ClaimProposal",
    "CompetenceLink",
    "Connection",
    "ConnectionKey",
    "ConnectionLink",
    "Conversation",
    "Credential",
    "CredentialKey",
    "CycleClosing",
    "Decision",
    "DecisionDocument",
    "DisciplinaryOrder",
    "DossierExport",
    "DossierImport",
    "Duty",
    "EmployerLink",
    "Erasure",
    "ErrorMail",
    "Evidence",
    "FeedbackInvitation",
    "FeedbackRound",
    "Figures",
    "Goal",
    "GoalStep",
    "GroupDecision",
    "GroupDecisionLine",
    "ImportedCredential",
    "LearningRecord",
    "LedgerEntry",
    "MissingAttendance",
    "MovedEntry",
    "NothingToReport",
    "Objection",
    "PeerGroup",
    "PeerGroupUse",
    "PeerMembership",
    "PeerPresence",
    "PeerSession",
    "PeerSessionFact",
    "PeerVisit",
    "PeerVisitConsequence",
    "PeerVisitUse",
    "PeerVisitor",
    "PersonMerge",
    "Preparation",
    "Presence",
    "Record",
    "RecordStatement",
    "RecordUse",
    "Reflection",
    "ReflectionTemplate",
    "RegistrationRequest",
    "Renewal",
    "SelfAssessment",
    "Share",
    "Simulation",
    "SimulationChange",
    "StaleStanding",
    "Standing",
    "StatusList",
    "TeamExpense",
    "TeamPlan",
    "WrongAttendance",
]
