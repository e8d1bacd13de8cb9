"""An address answers a method it has not with 405, whatever else is asked."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
def test_a_method_that_an_address_has_not_is_refused_as_such_whatever_the_query_says(professional, method):
    answer = professional.generic(method, "/api/v1/associations?cursor=&pageSize=50&unknown=1")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
