"""Peer groups that professionals keep themselves, without a provider: who is in them, and where sessions count."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.peers import MembershipState
from register.access import Actor
from register.models import Person, Register, User


class PeerGroupQuerySet(models.QuerySet["PeerGroup"]):
    def visible_to(self, actor: Actor) -> "PeerGroupQuerySet":
        """Those one is in. Nobody else's: what is said there is the group's own."""
        mine = PeerMembership.objects.filter(person=actor.person_id, state=MembershipState.MEMBER)
        return self.filter(pk__in=mine.values("group")) if actor.person_id else self.none()


class PeerGroup(models.Model):
    """Professionals who meet. A group at a provider is a course of that provider, and reports as such."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    name = models.CharField(max_length=200)
    founded_on = models.DateField()
    founded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PeerGroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class PeerGroupUse(models.Model):
    """A register in which the sessions of a group count for its members there, by which rule of the regulation."""

    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="uses")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "register"], name="peer_group_used_once_per_register"),
        ]

    def __str__(self) -> str:
        return f"{self.register} · {self.rule}"


class PeerMembershipQuerySet(models.QuerySet["PeerMembership"]):
    def visible_to(self, actor: Actor) -> "PeerMembershipQuerySet":
        """One's own, invitations too, and those of the groups one is in."""
        if not actor.person_id:
            return self.none()
        return self.filter(Q(person=actor.person_id) | Q(group__in=PeerGroup.objects.visible_to(actor)))

    def held_on(self, day: object) -> "PeerMembershipQuerySet":
        """Of whoever was in the group on the day; `left_on` is the first day without."""
        here = self.filter(state__in=[MembershipState.MEMBER, MembershipState.LEFT], joined_on__lte=day)
        return here.filter(Q(left_on=None) | Q(left_on__gt=day))


class PeerMembership(models.Model):
    """Somebody's place in a group, from the invitation on. States and actions: `portfolio.catalogue.peers`."""

    State = MembershipState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    group = models.ForeignKey(PeerGroup, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="peer_memberships")
    is_chair = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in MembershipState], default=MembershipState.INVITED
    )
    invited_on = models.DateField()
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="The first day on which they were no longer in it.")

    objects = PeerMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(state__in=["INVITED", "MEMBER"]),
                name="peer_membership_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(is_chair=True, state="MEMBER"), name="peer_group_has_one_chair"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["INVITED", "DECLINED"], joined_on=None)
                | Q(state="MEMBER", joined_on__isnull=False, left_on=None)
                | Q(state="LEFT", left_on__isnull=False),
                name="peer_membership_state_fits",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="peer_membership_of_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.group}"
