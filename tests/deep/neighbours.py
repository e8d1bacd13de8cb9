"""Accounts beside those of the demo: for a caller somebody of the same kind, who must not see what is theirs."""

import django

django.setup()

from accreditation.models import Provider  # noqa: E402
from demo.population.accounts import PROFESSIONAL, SHOWN, Accounts  # noqa: E402
from register.access import Role  # noqa: E402
from register.clock import now, today  # noqa: E402
from register.models import Person, Register  # noqa: E402
from tests.deep.callers import ELSEWHERE  # noqa: E402

accounts = Accounts(seed=1, since=today(), now=now())
association = Register.objects.select_related("association").get(code=ELSEWHERE.code).association
accounts.add_somebody(f"auditor@{ELSEWHERE.domain}", Role.AUDITOR, association)
colleague = (
    Person.objects.filter(registrations__register__code=SHOWN.code, registrations__claims__isnull=False)
    .exclude(user__email=PROFESSIONAL)
    .order_by("id")
    .first()
)
assert colleague is not None
accounts.add("professional@neighbour.example", person_id=colleague.pk)
provider = Provider.objects.order_by("id")[1]
accounts.add_somebody("manager@neighbour.example", Role.PROVIDER_MANAGER, provider)
