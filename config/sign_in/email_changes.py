"""The page that the mail to a new address leads to: who is signed in and has the key, uses that address from now on."""

from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.sign_in.invitations import KeyForm
from register.access import Actor
from register.clock import now
from register.errors import DomainError
from register.models import EmailChange, User
from register.scoping.wording import say
from register.services.email_changes import confirm_email_change


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def email_change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the key. A change of somebody else is not there."""
    user = cast(User, request.user)
    change = EmailChange.objects.select_related("user").filter(user=user, uuid=uuid).first()
    if change is None:
        raise Http404
    form: forms.Form = KeyForm(request.POST or None)
    page: dict[str, Any] = {"form": form, "change": change}
    if request.method == "POST":
        refused: HttpResponse | None = ratelimit.consume_or_429(request, action="reset_password_from_key")
        if refused:
            return refused
        if form.is_valid():
            actor = Actor(user_id=user.pk, person_id=user.person_id)
            try:
                page["change"] = confirm_email_change(
                    change=change, key=form.cleaned_data["key"], actor=actor, now=now()
                )
            except DomainError as error:
                form.add_error("key", say(error.nl, error.en))
    return render(request, "sign_in/email_change.html", page, status=400 if form.errors else 200)
