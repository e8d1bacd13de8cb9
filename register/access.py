"""What an actor may do: permissions, the role table, and the actor that a request or job acts for.

Rights are read from the database on every request, never from a token or a cache. A queryset's
`visible_to(actor)` decides which rows exist for the actor; a permission decides what may be done with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing that may be done. Its owner is a register (association roles) or an organisation (provider roles)."""

    READ_REGISTRATIONS = "read-registrations"
    MANAGE_REGISTRATIONS = "manage-registrations"
    READ_DOSSIERS = "read-dossiers"
    CORRECT_LEDGER = "correct-ledger"
    DECIDE_CLAIMS = "decide-claims"
    PREPARE_DECISIONS = "prepare-decisions"
    TAKE_DECISIONS = "take-decisions"  # also agreeing to hardship and reconsidering, each time by another person
    PREPARE_AUDITS = "prepare-audits"  # runs, their draw, and the work on them at the office
    COMMIT_AUDITS = "commit-audits"  # each time by another person than who prepared
    AUDIT = "audit"  # what one is assigned, and no other dossier
    APPLY_FOR_ACCREDITATION = "apply-for-accreditation"
    CHECK_APPLICATIONS = "check-applications"  # completeness, assessors, terms: the office's part
    ASK_PROVIDER = "ask-provider"
    ADVISE_ACCREDITATION = "advise-accreditation"
    DECIDE_ACCREDITATION = "decide-accreditation"
    AUTHORISE_PROVIDERS = "authorise-providers"
    PROPOSE_REGULATION = "propose-regulation"
    ADOPT_REGULATION = "adopt-regulation"
    READ_FIGURES = "read-figures"  # what the board sees: numbers in which nobody is found
    KEEP_SCHEMES = "keep-schemes"  # what helps pay for development
    READ_NOTICES = "read-notices"
    READ_JOBS = "read-jobs"
    GRANT_ROLES = "grant-roles"
    MANAGE_PROVIDER = "manage-provider"
    MANAGE_COURSES = "manage-courses"
    REPORT_ATTENDANCE = "report-attendance"
    MANAGE_CONNECTIONS = "manage-connections"
    MANAGE_MACHINES = "manage-machines"  # systems that act for the organisation
    MANAGE_WEBHOOKS = "manage-webhooks"  # where the organisation hears of events
    READ_SHARED = "read-shared"  # what professionals share with an employer, and figures of teams
    PLAN_TEAM = "plan-team"
    OWN_DOSSIER = "own-dossier"  # held by everyone, for what is theirs
    READ_PUBLISHED = "read-published"  # held by everybody, also without an account


class Role(StrEnum):
    """A role is granted to a user for an organisation, or for one of its registers only."""

    ADMINISTRATOR = "ADMINISTRATOR"
    REGISTRAR = "REGISTRAR"
    ASSESSOR = "ASSESSOR"
    CHAIR = "CHAIR"
    COMMITTEE = "COMMITTEE"
    AUDITOR = "AUDITOR"
    READER = "READER"
    PROVIDER_MANAGER = "PROVIDER_MANAGER"
    PROVIDER_SUBMITTER = "PROVIDER_SUBMITTER"
    EMPLOYER_MANAGER = "EMPLOYER_MANAGER"


P = Permission
HELD_BY_ALL = frozenset({P.OWN_DOSSIER, P.READ_PUBLISHED})
ASSOCIATION_ROLES: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            P.READ_REGISTRATIONS,
            P.AUTHORISE_PROVIDERS,
            P.PROPOSE_REGULATION,
            P.READ_FIGURES,
            P.KEEP_SCHEMES,
            P.READ_JOBS,
            P.GRANT_ROLES,
            P.MANAGE_MACHINES,
            P.MANAGE_WEBHOOKS,
        }
    ),
    Role.REGISTRAR: frozenset(
        {
            P.READ_REGISTRATIONS,
            P.MANAGE_REGISTRATIONS,
            P.READ_DOSSIERS,
            P.CORRECT_LEDGER,
            P.PREPARE_DECISIONS,
            P.PREPARE_AUDITS,
            P.CHECK_APPLICATIONS,
            P.ASK_PROVIDER,
            P.AUTHORISE_PROVIDERS,
            P.PROPOSE_REGULATION,
            P.READ_FIGURES,
            P.KEEP_SCHEMES,
            P.READ_NOTICES,
            P.READ_JOBS,
            P.MANAGE_MACHINES,
        }
    ),
    Role.ASSESSOR: frozenset(
        {P.READ_REGISTRATIONS, P.READ_DOSSIERS, P.DECIDE_CLAIMS, P.ASK_PROVIDER, P.ADVISE_ACCREDITATION}
    ),
    Role.CHAIR: frozenset({P.READ_REGISTRATIONS, P.ASK_PROVIDER, P.DECIDE_ACCREDITATION}),
    Role.COMMITTEE: frozenset(
        {
            P.READ_REGISTRATIONS,
            P.READ_DOSSIERS,
            P.READ_FIGURES,
            P.ADOPT_REGULATION,
            P.TAKE_DECISIONS,
            P.COMMIT_AUDITS,
        }
    ),
    Role.AUDITOR: frozenset({P.AUDIT}),
    Role.READER: frozenset({P.READ_REGISTRATIONS, P.READ_FIGURES}),
}
PROVIDER_ROLES: dict[Role, frozenset[Permission]] = {
    Role.PROVIDER_MANAGER: frozenset(
        {
            P.MANAGE_PROVIDER,
            P.MANAGE_COURSES,
            P.APPLY_FOR_ACCREDITATION,
            P.REPORT_ATTENDANCE,
            P.MANAGE_CONNECTIONS,
            P.MANAGE_MACHINES,
            P.MANAGE_WEBHOOKS,
        }
    ),
    Role.PROVIDER_SUBMITTER: frozenset({P.REPORT_ATTENDANCE}),
}
EMPLOYER_ROLES: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYER_MANAGER: frozenset({P.READ_SHARED, P.PLAN_TEAM, P.MANAGE_MACHINES, P.MANAGE_WEBHOOKS}),
}
ROLE_PERMISSIONS = ASSOCIATION_ROLES | PROVIDER_ROLES | EMPLOYER_ROLES

# What is done with these has legal effect or opens doors to others: asked only of who proved lately who they are.
STEP_UP = frozenset(
    {P.TAKE_DECISIONS, P.COMMIT_AUDITS, P.DECIDE_ACCREDITATION, P.ADOPT_REGULATION, P.GRANT_ROLES, P.MANAGE_MACHINES}
)

# For how many days a role is given at most, and is given when nobody says until when. Before it ends it is told.
YEAR = 366
LONGEST_TERMS: dict[Role, int] = {
    Role.ADMINISTRATOR: 2 * YEAR,
    Role.REGISTRAR: 2 * YEAR,
    Role.ASSESSOR: 4 * YEAR,  # as commissions are appointed
    Role.CHAIR: 4 * YEAR,
    Role.COMMITTEE: 4 * YEAR,
    Role.AUDITOR: 4 * YEAR,
    Role.READER: 2 * YEAR,
    Role.PROVIDER_MANAGER: 2 * YEAR,
    Role.PROVIDER_SUBMITTER: 2 * YEAR,
    Role.EMPLOYER_MANAGER: 2 * YEAR,
}
# Who gives roles: the one who holds one of these for an organisation.
GIVING = frozenset({P.GRANT_ROLES, P.MANAGE_PROVIDER})

# A machine's token carries scopes; each lets through these permissions of the roles its account holds.
SCOPE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    "attendance:write": frozenset({P.REPORT_ATTENDANCE}),
    "courses:write": frozenset({P.MANAGE_COURSES, P.APPLY_FOR_ACCREDITATION}),
    "registrations:read": frozenset({P.READ_REGISTRATIONS}),
    "dossiers:read": frozenset({P.READ_DOSSIERS}),
    "webhooks:write": frozenset({P.MANAGE_WEBHOOKS}),
}
# The roles that a machine can have, by kind of organisation: it gets the smallest that carries what it asks.
MACHINE_ROLES: tuple[tuple[Mapping[Role, frozenset[Permission]], tuple[Role, ...]], ...] = (
    (ASSOCIATION_ROLES, (Role.READER, Role.REGISTRAR, Role.ADMINISTRATOR)),
    (PROVIDER_ROLES, (Role.PROVIDER_SUBMITTER, Role.PROVIDER_MANAGER)),
    (EMPLOYER_ROLES, (Role.EMPLOYER_MANAGER,)),
)


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held today. `register_ids` are the registers it reaches; empty for a provider's role."""

    role: Role
    organisation_id: int
    register_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the roles held at this moment.

    `person_id` is the natural person behind the account (none for a machine). `scopes` is None for a person and
    the token's scopes for a machine: a machine never has more than both its roles and its scopes allow.
    """

    user_id: int
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[str] | None = None

    def _allows(self, grant: Grant, permission: Permission) -> bool:
        if permission not in ROLE_PERMISSIONS[grant.role]:
            return False
        return self.scopes is None or any(permission in SCOPE_PERMISSIONS.get(scope, ()) for scope in self.scopes)

    def registers_with(self, permission: Permission) -> frozenset[int]:
        """Ids of the registers in which the actor holds the permission."""
        return frozenset(r for grant in self.grants if self._allows(grant, permission) for r in grant.register_ids)

    def organisations_with(self, permission: Permission) -> frozenset[int]:
        """Ids of the organisations for which the actor holds the permission."""
        return frozenset(grant.organisation_id for grant in self.grants if self._allows(grant, permission))

    def may(
        self, permission: Permission, *, register_id: int | None = None, organisation_id: int | None = None
    ) -> bool:
        """Whether the actor holds the permission for this register, or for this organisation."""
        if register_id is not None:
            return register_id in self.registers_with(permission)
        return organisation_id in self.organisations_with(permission)

    def may_somewhere(self, permission: Permission) -> bool:
        """Whether the actor holds the permission anywhere at all."""
        return permission in HELD_BY_ALL or bool(self.organisations_with(permission))


VISITOR = Actor(user_id=0)  # somebody without an account, or whose account does not matter
