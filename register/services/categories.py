"""Categories are words of a register's regulation: a word it doesn't have would count for nothing, in silence."""

from datetime import date

from register.errors import FieldProblem, InvalidInput, NoRegulationInForce
from register.models import Register
from register.selectors import regulation_in_force, rules_of


def refuse_unknown_category(*, register: Register, category: str, on: date) -> None:
    """Raise InvalidInput, naming the words there are, unless the regulation in force on the day has this one."""
    regulation = regulation_in_force(register, on=on)
    if regulation is None:
        raise NoRegulationInForce(
            nl=f"Register {register.code} heeft op {on} geen vastgesteld reglement.",
            en=f"Register {register.code} has no adopted regulation on {on}.",
        )
    known = rules_of(regulation).categories
    if category in known:
        return
    words = ", ".join(known)
    problem = FieldProblem(
        "#/category",
        "unknown-category",
        f"Dit reglement kent de categorie {category!r} niet. Kies uit: {words}.",
        f"This regulation has no category {category!r}. Choose from: {words}.",
    )
    raise InvalidInput(
        nl="De categorie bestaat niet in dit register.",
        en="The category does not exist in this register.",
        fields=(problem,),
    )
