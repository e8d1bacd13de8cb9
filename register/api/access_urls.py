"""Addresses of roles and machines."""

from django.urls import URLPattern, path

from register.api import machines, roles

urlpatterns: list[URLPattern] = [
    path(
        "associations/<uuid:uuid>/role-grants",
        roles.AssociationRoleGrantList.as_view(),
        name="association-role-grants",
    ),
    path("role-grants/<uuid:uuid>", roles.RoleGrantDetail.as_view(), name="role-grant"),
    path("role-grants/<uuid:uuid>/endings", roles.RoleGrantEndingList.as_view(), name="role-grant-endings"),
    path("machines", machines.MachineList.as_view(), name="machines"),
    path("machines/<uuid:uuid>", machines.MachineDetail.as_view(), name="machine"),
    path("machines/<uuid:uuid>/secrets", machines.MachineSecretList.as_view(), name="machine-secrets"),
    path("machines/<uuid:uuid>/endings", machines.MachineEndingList.as_view(), name="machine-endings"),
]
