"""The base of the views on one's own competences."""

from register.errors import Forbidden
from register.models import Person
from register.scoping import ScopedView


class ProfessionalView(ScopedView):
    """A view on what is somebody's own. Whoever has no dossier gets nothing done here."""

    def person(self) -> Person:
        """Whose account this is. Forbidden for an account without a person."""
        if self.actor.person_id is None:
            raise Forbidden(
                nl="Dit account hoort niet bij een persoon en heeft geen eigen dossier.",
                en="This account does not belong to a person and has no dossier of its own.",
            )
        return Person.objects.get(pk=self.actor.person_id)
