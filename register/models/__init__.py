"""The rows of this app; each class re-exported here."""

from register.models.account_invitation import AccountInvitation
from register.models.competence_profile import CompetenceProfile
from register.models.email_change import EmailChange
from register.models.event import Event
from register.models.job_run import JobRun
from register.models.kept_answer import KeptAnswer
from register.models.look import Look
from register.models.machine import Machine, MachineSecret
from register.models.opt_out import OptOut
from register.models.organisation import Association, Employer, Organisation, Register
from register.models.person import Person, PlainName, all_of
from register.models.registration import Cycle, DateRange, Registration, RegistrationAttribute, RegistrationHolder
from register.models.regulation import Regulation
from register.models.status import StatusChange
from register.models.user import RoleGrant, User

__all__ = [
    "AccountInvitation",
    "Association",
    "CompetenceProfile",
    "Cycle",
    "DateRange",
    "EmailChange",
    "Employer",
    "Event",
    "JobRun",
    "KeptAnswer",
    "Look",
    "Machine",
    "MachineSecret",
    "OptOut",
    "Organisation",
    "Person",
    "PlainName",
    "Register",
    "Registration",
    "RegistrationAttribute",
    "RegistrationHolder",
    "Regulation",
    "RoleGrant",
    "StatusChange",
    "User",
    "all_of",
]
