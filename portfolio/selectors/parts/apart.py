"""Tables that lead to a person, a registration or an account and are yet no part of a dossier: each for a reason."""

from collections.abc import Mapping

APART: Mapping[str, tuple[str, ...]] = {
    "work of a register office or a provider, signed by the account that did it; says nothing about a registrant": (
        "accreditation.AccreditationPolicy",
        "accreditation.Accreditation",
        "accreditation.Application",
        "accreditation.Assignment",
        "accreditation.Attachment",
        "accreditation.AttendanceMandate",
        "accreditation.CheckDraw",
        "accreditation.CourseCheck",
        "accreditation.CourseVersion",
        "accreditation.DeclaredInterest",
        "accreditation.Decision",
        "accreditation.Expertise",
        "accreditation.FeeChange",
        "accreditation.GroupContact",
        "accreditation.InstitutionalAccreditation",
        "accreditation.Invitation",
        "accreditation.Objection",
        "accreditation.ProviderAuthorisation",
        "accreditation.ProviderSignUp",
        "accreditation.Question",
        "accreditation.Recognition",
        "accreditation.StateSpan",
        "accreditation.TrustMove",
        "accreditation.Visit",
        "accreditation.Withdrawal",
        "admin.LogEntry",
        "portfolio.AttendanceBatch",
        "portfolio.Connection",
        "portfolio.ConnectionLink",
        "portfolio.NothingToReport",
        "portfolio.Simulation",
        "register.CompetenceProfile",
        "register.Regulation",
    ),
    "a line as the provider sent it; what was made of it about a person is in the parts ledger and attendance": (
        "portfolio.AttendanceRow",
    ),
    "numbers that are made again from the ledger at any time, and say nothing that the standing does not": (
        "portfolio.KeptNumbers",
        "portfolio.StaleStanding",
    ),
    "a mark that the notices about an event were planned": ("notifications.HeardEvent",),
    "keys and codes of an account, of no use to anybody once they are used or their day is over": (
        "account.EmailConfirmation",
        "allauth_idp_oidc.Client",
        "allauth_idp_oidc.Token",
    ),
}
