"""Addresses of peer groups, their sessions, and visits among peers."""

from django.urls import URLPattern, path

from portfolio.api.peer_groups import (
    PeerGroupChangeList,
    PeerGroupDetail,
    PeerGroupList,
    PeerGroupMemberList,
    PeerMembershipAcceptanceList,
    PeerMembershipChairList,
    PeerMembershipDetail,
    PeerMembershipEndingList,
    PeerMembershipList,
    PeerMembershipRefusalList,
)
from portfolio.api.peer_sessions import (
    PeerGroupSessionList,
    PeerSessionAttestationList,
    PeerSessionConfirmationList,
    PeerSessionDenialList,
    PeerSessionDetail,
    PeerSessionWithdrawalList,
)
from portfolio.api.peer_visits import (
    PeerVisitAcceptanceList,
    PeerVisitDetail,
    PeerVisitList,
    PeerVisitRefusalList,
    PeerVisitReportList,
    PeerVisitViewList,
    PeerVisitWithdrawalList,
    RegisterVisitOutcomeList,
)

VISIT = "peer-visits/<uuid:uuid>"
GROUP, MEMBERSHIP, SESSION = (f"peer-{what}/<uuid:uuid>" for what in ("groups", "memberships", "sessions"))
OF_MEMBERSHIP = {
    "acceptances": PeerMembershipAcceptanceList,
    "refusals": PeerMembershipRefusalList,
    "endings": PeerMembershipEndingList,
    "chairs": PeerMembershipChairList,
}
OF_SESSION = {
    "confirmations": PeerSessionConfirmationList,
    "denials": PeerSessionDenialList,
    "attestations": PeerSessionAttestationList,
    "withdrawals": PeerSessionWithdrawalList,
}
OF_VISIT = {
    "acceptances": PeerVisitAcceptanceList,
    "refusals": PeerVisitRefusalList,
    "reports": PeerVisitReportList,
    "views": PeerVisitViewList,
    "withdrawals": PeerVisitWithdrawalList,
}
urlpatterns: list[URLPattern] = [
    path("peer-groups", PeerGroupList.as_view(), name="peer-groups"),
    path(GROUP, PeerGroupDetail.as_view(), name="peer-group"),
    path(f"{GROUP}/changes", PeerGroupChangeList.as_view(), name="peer-group-changes"),
    path(f"{GROUP}/members", PeerGroupMemberList.as_view(), name="peer-group-members"),
    path(f"{GROUP}/sessions", PeerGroupSessionList.as_view(), name="peer-group-sessions"),
    path("peer-memberships", PeerMembershipList.as_view(), name="peer-memberships"),
    path(MEMBERSHIP, PeerMembershipDetail.as_view(), name="peer-membership"),
    *(
        path(f"{MEMBERSHIP}/{step}", view.as_view(), name=f"peer-membership-{step}")
        for step, view in OF_MEMBERSHIP.items()
    ),
    path(SESSION, PeerSessionDetail.as_view(), name="peer-session"),
    *(path(f"{SESSION}/{step}", v.as_view(), name=f"peer-session-{step}") for step, v in OF_SESSION.items()),
    path("peer-visits", PeerVisitList.as_view(), name="peer-visits"),
    path(VISIT, PeerVisitDetail.as_view(), name="peer-visit"),
    *(path(f"{VISIT}/{step}", v.as_view(), name=f"peer-visit-{step}") for step, v in OF_VISIT.items()),
    path(
        "registers/<str:code>/peer-visit-outcomes",
        RegisterVisitOutcomeList.as_view(),
        name="register-peer-visit-outcomes",
    ),
]
