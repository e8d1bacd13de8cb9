"""Addresses of the dossier as a whole."""

from django.urls import URLPattern, path

from portfolio.api.dossier_exports import (
    DossierExportContent,
    DossierExportDetail,
    DossierExportLinkList,
    DossierExportList,
    DossierPartList,
)
from portfolio.api.dossier_imports import (
    DossierImportAcceptanceList,
    DossierImportDetail,
    DossierImportList,
    DossierImportRefusalList,
    RegistrationDossierImportList,
)
from portfolio.api.erasures import (
    ErasureAgreementList,
    ErasureDetail,
    ErasureList,
    ErasureWithdrawalList,
    PersonErasureList,
    PersonErasurePreviewList,
)

EXPORT = "dossier-exports/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("dossier-parts", DossierPartList.as_view(), name="dossier-parts"),
    path("dossier-exports", DossierExportList.as_view(), name="dossier-exports"),
    path(EXPORT, DossierExportDetail.as_view(), name="dossier-export"),
    path(f"{EXPORT}/links", DossierExportLinkList.as_view(), name="dossier-export-links"),
    path(f"{EXPORT}/contents", DossierExportContent.as_view(), name="dossier-export-content"),
    path("dossier-imports", DossierImportList.as_view(), name="dossier-imports"),
    path("dossier-imports/<uuid:uuid>", DossierImportDetail.as_view(), name="dossier-import"),
    path(
        "dossier-imports/<uuid:uuid>/acceptances",
        DossierImportAcceptanceList.as_view(),
        name="dossier-import-acceptances",
    ),
    path("dossier-imports/<uuid:uuid>/refusals", DossierImportRefusalList.as_view(), name="dossier-import-refusals"),
    path(
        "registrations/<uuid:uuid>/dossier-imports",
        RegistrationDossierImportList.as_view(),
        name="registration-dossier-imports",
    ),
    path("persons/<uuid:uuid>/erasure-previews", PersonErasurePreviewList.as_view(), name="person-erasure-previews"),
    path("persons/<uuid:uuid>/erasures", PersonErasureList.as_view(), name="person-erasures"),
    path("erasures", ErasureList.as_view(), name="erasures"),
    path("erasures/<uuid:uuid>", ErasureDetail.as_view(), name="erasure"),
    path("erasures/<uuid:uuid>/agreements", ErasureAgreementList.as_view(), name="erasure-agreements"),
    path("erasures/<uuid:uuid>/withdrawals", ErasureWithdrawalList.as_view(), name="erasure-withdrawals"),
]
