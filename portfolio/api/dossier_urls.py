"""Addresses of the dossier as a whole."""

from django.urls import URLPattern, path

from portfolio.api.dossier_exports import (
    DossierExportContent,
    DossierExportDetail,
    DossierExportLinkList,
    DossierExportList,
    DossierPartList,
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
    path("persons/<uuid:uuid>/erasure-previews", PersonErasurePreviewList.as_view(), name="person-erasure-previews"),
    path("persons/<uuid:uuid>/erasures", PersonErasureList.as_view(), name="person-erasures"),
    path("erasures", ErasureList.as_view(), name="erasures"),
    path("erasures/<uuid:uuid>", ErasureDetail.as_view(), name="erasure"),
    path("erasures/<uuid:uuid>/agreements", ErasureAgreementList.as_view(), name="erasure-agreements"),
    path("erasures/<uuid:uuid>/withdrawals", ErasureWithdrawalList.as_view(), name="erasure-withdrawals"),
]
