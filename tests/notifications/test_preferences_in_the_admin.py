"""What people prefer, in the admin: seen by the office of their register, changed by nobody else, in few queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import NoticePreference
from notifications.services.preferences import prefer
from register.access import Actor, Role
from tests.factories.register import NOW, RegisterFactory, RegistrationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGES = ("noticepreference", "switchedoff")


def somebody(register, name):
    person = RegistrationFactory(register=register, person__family_name=name).person
    changes = {"digest": "DAILY", "kinds": [("cycle-reminder", "email", False), ("apply-reminder", "email", False)]}
    prefer(person=person, changes=changes, actor=Actor(user_id=None, person_id=person.pk), now=NOW)
    return person


def test_the_office_sees_what_its_people_prefer_and_changes_nothing_of_it(client):
    own, other = RegisterFactory(), RegisterFactory(code="other")
    first = somebody(own, "Eigen")
    somebody(other, "Ander")
    user = UserFactory(is_staff=True)
    RoleGrantFactory(user=user, role=Role.REGISTRAR, organisation=own.association, starts_on=date(2020, 1, 1))
    client.force_login(user)

    def read(page):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/admin/notifications/{page}/")
        assert answer.status_code == 200, page
        return answer.content.decode(), len(queries)

    for page in PAGES:  # what is looked up once and kept is looked up now
        read(page)
    few = {page: read(page) for page in PAGES}
    for n in range(3):
        somebody(own, f"Meer{n}")
    many = {page: read(page) for page in PAGES}

    for page in PAGES:
        assert "Eigen" in few[page][0]
        assert "cycle-reminder" in few[page][0]
        assert "Ander" not in many[page][0]
        assert "Meer2" in many[page][0]
        assert many[page][1] == few[page][1]
    of_first = f"/admin/notifications/noticepreference/{first.pk}/change/"
    assert client.get(of_first).status_code == 200
    assert client.post(of_first, {"digest": ""}).status_code == 403
    assert client.get("/admin/notifications/noticepreference/add/").status_code == 403
    assert NoticePreference.objects.get(person=first).digest == "DAILY"
