"""Registers as the board sees them: by their figures."""

from register.access import Actor, Permission
from register.models import Register
from register.models.organisation import RegisterQuerySet


class FiguresQuerySet(RegisterQuerySet):
    def visible_to(self, actor: Actor) -> "FiguresQuerySet":
        """Those whose figures one reads."""
        return self.filter(pk__in=actor.registers_with(Permission.READ_FIGURES))


class Figures(Register):
    """A register, for the page of its figures. No table of its own."""

    objects = FiguresQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "figures of a register"
        verbose_name_plural = "figures of registers"
