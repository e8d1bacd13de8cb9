"""The admin behind the same door as everything else: no form of its own that a password alone would open."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from config.sign_in.factors import page_of_second_factor
from register.clock import now
from register.scoping.sign_in import has_second_factor, is_recent

OF_THE_LIBRARY = frozenset({"account", "mfa", "socialaccount", "usersessions", "allauth_idp_oidc"})


class RegisterAdminSite(AdminSite):
    """Opens for staff with a second factor, and changes things for who proved lately who they are."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Pages of the sign-in library would show keys and move identities between accounts: they are left out."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        ours = [model for model in models if model._meta.app_label not in OF_THE_LIBRARY]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and has_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To the one page where people sign in; who has signed in goes on, or is sent for a second factor."""
        wanted = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        if not request.user.is_authenticated:
            return redirect_to_login(wanted, reverse("account_login"))
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
        if page := page_of_second_factor(request):
            return HttpResponseRedirect(page)
        raise PermissionDenied

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the admin: what changes something is asked again of a session that proved nothing lately."""
        guarded = super().admin_view(view, cacheable)

        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and self.has_permission(request) and not is_recent(request, now=now()):
                return redirect_to_login(request.get_full_path(), reverse("account_reauthenticate"))
            answer: HttpResponse = guarded(request, *args, **kwargs)
            return answer

        return page
