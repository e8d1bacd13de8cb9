"""The account of somebody who turns out to be another: it moves to whoever has none, else it opens nothing any more."""

from datetime import datetime

from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession

from register.access import Actor
from register.models import AccountInvitation, Person, User
from register.services.sessions import end_sessions

MOVED, SWITCHED_OFF, NONE = "MOVED", "SWITCHED_OFF", "NONE"


def join_accounts(*, merged: Person, survivor: Person, actor: Actor, now: datetime) -> str:
    """End what the merged person signs in with; the only account of both becomes that of who goes on."""
    AccountInvitation.objects.open_at(now).filter(person=merged).update(expires_at=now)
    account = User.objects.filter(person=merged).first()
    if account is None or not account.is_active:
        return NONE
    if not User.objects.filter(person=survivor).exists():
        User.objects.filter(pk=account.pk).update(person=survivor)
        return MOVED
    User.objects.filter(pk=account.pk).update(is_active=False)
    Token.objects.filter(user=account).delete()
    end_sessions(UserSession.objects.filter(user=account), user=account, actor=actor, now=now)
    return SWITCHED_OFF


def part_accounts(*, merged: Person, survivor: Person, became: str) -> None:
    """Give back what was taken: the account opens again, or is that of its person again."""
    if became == MOVED:
        User.objects.filter(person=survivor).update(person=merged)
    elif became == SWITCHED_OFF:
        User.objects.filter(person=merged).update(is_active=True)
