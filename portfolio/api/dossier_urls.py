"""Addresses of the dossier as a whole."""

from django.urls import URLPattern, path

from portfolio.api.dossier_exports import (
    DossierExportContent,
    DossierExportDetail,
    DossierExportLinkList,
    DossierExportList,
    DossierPartList,
)

EXPORT = "dossier-exports/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("dossier-parts", DossierPartList.as_view(), name="dossier-parts"),
    path("dossier-exports", DossierExportList.as_view(), name="dossier-exports"),
    path(EXPORT, DossierExportDetail.as_view(), name="dossier-export"),
    path(f"{EXPORT}/links", DossierExportLinkList.as_view(), name="dossier-export-links"),
    path(f"{EXPORT}/contents", DossierExportContent.as_view(), name="dossier-export-content"),
]
