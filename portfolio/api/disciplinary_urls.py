"""Addresses of orders of a disciplinary body."""

from django.urls import URLPattern, path

from portfolio.api.disciplinary_orders import (
    DisciplinaryOrderDetail,
    DisciplinaryOrderDocument,
    DisciplinaryOrderList,
    RegistrationDisciplinaryOrderList,
)

ORDER = "disciplinary-orders/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("disciplinary-orders", DisciplinaryOrderList.as_view(), name="disciplinary-orders"),
    path(
        "registrations/<uuid:uuid>/disciplinary-orders",
        RegistrationDisciplinaryOrderList.as_view(),
        name="registration-disciplinary-orders",
    ),
    path(ORDER, DisciplinaryOrderDetail.as_view(), name="disciplinary-order"),
    path(f"{ORDER}/documents", DisciplinaryOrderDocument.as_view(), name="disciplinary-order-documents"),
]
