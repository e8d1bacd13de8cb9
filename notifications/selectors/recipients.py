"""Who hears of an event: the person it names, or those who hold a role for it on the day."""

from datetime import date

from django.db.models import Q, QuerySet

from accreditation.models import Provider
from notifications.catalogue import Audience
from register.access import ROLE_PERMISSIONS, Permission
from register.models import Event, Person, RoleGrant

HOLDERS = {
    Audience.PROVIDER: Permission.MANAGE_COURSES,
    Audience.OFFICE: Permission.MANAGE_REGISTRATIONS,
    Audience.DECIDERS: Permission.DECIDE_ACCREDITATION,
}


def recipients_of(event: Event, audience: Audience, *, on: date) -> QuerySet[Person]:
    """The people to tell. Whoever did it themselves is not told, and neither is an account that is closed."""
    if audience is Audience.PERSON:
        return Person.objects.filter(pk__in=[event.person_id])
    grants = RoleGrant.objects.held_on(on).filter(role__in=_roles_with(HOLDERS[audience]), user__is_active=True)
    if audience is Audience.PROVIDER:
        grants = grants.filter(organisation__in=_provider_of(event))
    else:
        grants = grants.filter(Q(register=None) | Q(register=event.register_id), organisation=event.organisation_id)
    people = Person.objects.filter(user__grants__in=grants)
    return people.exclude(user=event.actor_id) if event.actor_id else people


def _roles_with(permission: Permission) -> list[str]:
    return [role.value for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]


def _provider_of(event: Event) -> QuerySet[Provider]:
    """The provider whose business the event is: its subject, or named in its data, else where it happened."""
    named = event.subject_uuid if event.subject_type == "provider" else event.data.get("provider")
    if named is not None:
        return Provider.objects.filter(uuid=named)
    return Provider.objects.filter(pk__in=[event.organisation_id])
