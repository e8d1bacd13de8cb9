"""The page of an invitation: who has its key chooses a password, or comes by the provider of their association."""

from typing import Any
from uuid import UUID

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.signals import password_reset
from allauth.account.utils import user_pk_to_url_str
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from django import forms
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from register.clock import now
from register.errors import AccountInvitationNotValid
from register.models import AccountInvitation, User
from register.reach import past_the_wall
from register.scoping.wording import say
from register.services.account_invitations import accept_account_invitation, open_invitation

OPENED = "opened_invitation"
"""In the session: which invitation was opened by its key, and for which account."""


class KeyForm(forms.Form):
    key = forms.CharField(max_length=200, strip=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].label = say("Sleutel uit de mail", "Key of the mail")
        self.fields["key"].widget.attrs["autocomplete"] = "off"


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the key and how they want to sign in. An unknown invitation looks like one with another key."""
    form = KeyForm(request.POST or None)
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="reset_password_from_key")
        if refused:
            return refused
        if form.is_valid():
            try:
                return _begin(request, uuid, key=form.cleaned_data["key"], way=request.POST.get("way", ""))
            except AccountInvitationNotValid as error:
                form.add_error("key", say(error.nl, error.en))
    page = {"form": form, "providers": get_adapter().list_providers(request)}
    return render(request, "sign_in/invitation.html", page, status=400 if form.errors else 200)


@past_the_wall("Who has the key of an invitation has no account yet.")
def _begin(request: HttpRequest, uuid: UUID, *, key: str, way: str) -> HttpResponse:
    offered = AccountInvitation.objects.filter(uuid=uuid).first()
    if offered is None:
        raise AccountInvitationNotValid(
            nl="Deze uitnodiging geldt niet (meer) met deze sleutel. Vraag uw vereniging om een nieuwe.",
            en="This invitation does not hold (any more) with this key. Ask your association for a new one.",
        )
    account = open_invitation(invitation=offered, key=key, now=now())
    request.session[OPENED] = {"invitation": offered.pk, "account": account.pk}
    for provider in get_adapter().list_providers(request):
        if provider.app.provider_id == way:
            answer: HttpResponse = provider.redirect(request, AuthProcess.LOGIN)
            return answer
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
    return HttpResponseRedirect(
        reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(account), "key": token})
    )


@past_the_wall("As in `_begin`.")
def take_up(request: HttpRequest, account: User | None = None) -> User | None:
    """Use up the invitation that this session opened, for this account if one is given; whose it is, if there is."""
    opened = request.session.get(OPENED)
    if not opened or (account is not None and account.pk != opened["account"]):
        return None
    del request.session[OPENED]
    offered = AccountInvitation.objects.get(pk=opened["invitation"])
    owner = User.objects.get(pk=opened["account"])
    try:
        accept_account_invitation(invitation=offered, account=owner, now=now())
    except AccountInvitationNotValid:
        return None  # taken up elsewhere meanwhile, or its days are over
    return owner


@receiver(password_reset)
def first_password(request: HttpRequest, user: User, **_: Any) -> None:
    """A password was chosen by the way of an invitation."""
    take_up(request, user)
