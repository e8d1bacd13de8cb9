"""Accounts and their passwords: nobody signs up alone, and who asks too often waits without keeping others out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import get_ip, respond_429
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from config.sign_in.factors import page_of_second_factor


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What the library asks about accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # accounts come by invitation

    def validation_error(self, code: str, *args: Any) -> Exception:
        """Too many attempts are told by their status, whichever form they were made on."""
        if code == "too_many_login_attempts":
            refused: Exception = ImmediateHttpResponse(respond_429(context.request))
            return refused
        error: Exception = super().validation_error(code, *args)
        return error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts at one account are counted for each network, so that a stranger locks nobody out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """On to where they were going; whose roles need a second factor that is not there, sets one up first."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        page = page_of_second_factor(request)
        return HttpResponseRedirect(page) if page else response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has neither password nor second factor here proves it again at the provider they come from."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        known = set(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
        providers = get_social_adapter().list_providers(context.request)
        return [
            {
                "id": f"provider:{provider.app.provider_id}",
                "description": f"{_('Sign In')}: {provider.name}",
                "url": provider.get_login_url(context.request),
            }
            for provider in providers
            if provider.app.provider_id in known
        ]
