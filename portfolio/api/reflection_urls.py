"""Addresses of goals, reflections, conversations and personal duties."""

from collections.abc import Mapping

from django.urls import URLPattern, path

from portfolio.api.reflection import conversations, duties, goals, guests, reflections
from register.scoping import ScopedView

Steps = Mapping[str, type[ScopedView]]

GOAL: Steps = {
    "changes": goals.GoalChangeList,
    "closings": goals.GoalClosingList,
    "reopenings": goals.GoalReopeningList,
    "removals": goals.GoalRemovalList,
}
REFLECTION: Steps = {
    "changes": reflections.ReflectionChangeList,
    "completions": reflections.ReflectionCompletionList,
    "declarations": reflections.ReflectionDeclarationList,
    "removals": reflections.ReflectionRemovalList,
}
CONVERSATION: Steps = {
    "invitations": conversations.ConversationInvitationList,
    "acceptances": conversations.ConversationAcceptanceList,
    "refusals": conversations.ConversationRefusalList,
    "cancellations": conversations.ConversationCancellationList,
    "preparations": conversations.ConversationPreparationList,
    "records": conversations.ConversationRecordList,
    "signatures": conversations.ConversationSignatureList,
    "declarations": conversations.ConversationDeclarationList,
}
LINK: Steps = {
    "openings": guests.GuestOpeningList,
    "acceptances": guests.GuestAcceptanceList,
    "refusals": guests.GuestRefusalList,
    "preparations": guests.GuestPreparationList,
    "records": guests.GuestRecordList,
    "signatures": guests.GuestSignatureList,
    "duty-decisions": guests.GuestDutyDecisionList,
}
DUTY: Steps = {
    "reports": duties.DutyReportList,
    "decisions": duties.DutyDecisionList,
    "liftings": duties.DutyLiftingList,
}
STEPS: Mapping[str, tuple[str, Steps]] = {
    "goal": ("goals", GOAL),
    "reflection": ("reflections", REFLECTION),
    "conversation": ("conversations", CONVERSATION),
    "conversation-link": ("conversation-links", LINK),
    "duty": ("duties", DUTY),
}
urlpatterns: list[URLPattern] = [
    path(
        "registers/<str:code>/reflection-templates",
        reflections.RegisterReflectionTemplateList.as_view(),
        name="register-reflection-templates",
    ),
    path(
        "reflection-templates/<uuid:uuid>", reflections.ReflectionTemplateDetail.as_view(), name="reflection-template"
    ),
    path(
        "reflection-templates/<uuid:uuid>/withdrawals",
        reflections.ReflectionTemplateWithdrawalList.as_view(),
        name="reflection-template-withdrawals",
    ),
    path("goals", goals.GoalList.as_view(), name="goals"),
    path("goals/<uuid:uuid>", goals.GoalDetail.as_view(), name="goal"),
    path("reflections", reflections.ReflectionList.as_view(), name="reflections"),
    path("reflections/<uuid:uuid>", reflections.ReflectionDetail.as_view(), name="reflection"),
    path("conversations", conversations.ConversationList.as_view(), name="conversations"),
    path("conversations/<uuid:uuid>", conversations.ConversationDetail.as_view(), name="conversation"),
    path("registrations/<uuid:uuid>/duties", duties.RegistrationDutyList.as_view(), name="registration-duties"),
    path("duties", duties.DutyList.as_view(), name="duties"),
    path("duties/<uuid:uuid>", duties.DutyDetail.as_view(), name="duty"),
    *(
        path(f"{rows}/<uuid:uuid>/{step}", view.as_view(), name=f"{name}-{step}")
        for name, (rows, steps) in STEPS.items()
        for step, view in steps.items()
    ),
]
