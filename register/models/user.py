"""Accounts and the roles they hold. A machine has an account of its own and never signs in by password."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Lower

from register.access import Actor, Permission, Role
from register.models.organisation import Organisation, Register
from register.models.person import Person


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account; without a password nobody can sign in by password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        """The operator of an installation: opens the admin, holds no role in any register."""
        return self.create_user(email=email, password=password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Signing in proves who someone is; roles say what they may do."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="user")
    is_machine = models.BooleanField(default=False, help_text="Acts for an organisation by client credentials.")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="May open the admin, and sees there what its roles allow.")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_case"),
            models.CheckConstraint(
                condition=~models.Q(is_machine=True, person__isnull=False), name="user_machine_is_no_person"
            ),
        ]

    def __str__(self) -> str:
        return self.email


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def visible_to(self, actor: Actor) -> "RoleGrantQuerySet":
        """One's own roles, and those at organisations where the actor gives roles."""
        giving = actor.organisations_with(Permission.GRANT_ROLES) | actor.organisations_with(Permission.MANAGE_PROVIDER)
        return self.filter(models.Q(user=actor.user_id) | models.Q(organisation__in=giving))

    def of_people(self) -> "RoleGrantQuerySet":
        """Without those of machines, which begin and end with their machine."""
        return self.filter(user__is_machine=False)

    def held_on(self, day: date) -> "RoleGrantQuerySet":
        """Grants in force on the day; `ends_before` is the first day without."""
        return self.filter(starts_on__lte=day, ends_before__gt=day)


def role_choices() -> list[tuple[str, str]]:
    """The roles of `register.access`, read when asked: a new role is no change of the database."""
    return [(role.value, role.value) for role in Role]


class RoleGrant(models.Model):
    """A role given to a user for an organisation, or for one register of it, by another, for a reason, until a day."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=role_choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants")
    register = models.ForeignKey(Register, null=True, blank=True, on_delete=models.CASCADE, related_name="grants")
    starts_on = models.DateField()
    ends_before = models.DateField(help_text="The first day without.")
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    warned_at = models.DateTimeField(null=True, blank=True, help_text="When it was told that the role ends soon.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When somebody ended it before its day.")
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "register", "starts_on"],
                condition=models.Q(ended_at=None),
                name="role_granted_once",
                nulls_distinct=False,
            ),
            # One that was ended on the day it began was never held.
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on"))
                | models.Q(ended_at__isnull=False, ends_before=models.F("starts_on")),
                name="role_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~models.Q(granted_by=models.F("user")), name="role_granted_by_another"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="role_granted_for_a_reason"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, end_reason="")
                | (models.Q(ended_at__isnull=False, ended_by__isnull=False) & ~models.Q(end_reason="")),
                name="role_ended_by_someone_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_before"], condition=models.Q(ended_at=None, warned_at=None), name="role_ends_unannounced"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.organisation}"
