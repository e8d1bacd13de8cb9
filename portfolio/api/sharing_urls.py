"""Addresses of grants, looks, employers and plans of teams."""

from django.urls import URLPattern, path

from portfolio.api.sharing import employers, shares

ONE = "<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("shares", shares.ShareList.as_view(), name="shares"),
    path(f"shares/{ONE}", shares.ShareDetail.as_view(), name="share"),
    path(f"shares/{ONE}/withdrawals", shares.ShareWithdrawalList.as_view(), name="share-withdrawals"),
    path(f"shares/{ONE}/openings", shares.ShareOpeningList.as_view(), name="share-openings"),
    path("shared-dossiers", shares.SharedDossierList.as_view(), name="shared-dossiers"),
    path(f"shared-dossiers/{ONE}", shares.SharedDossierDetail.as_view(), name="shared-dossier"),
    path("looks", shares.LookList.as_view(), name="looks"),
    path("employers", employers.EmployerList.as_view(), name="employers"),
    path(f"employers/{ONE}", employers.EmployerDetail.as_view(), name="employer"),
    path(f"employers/{ONE}/team-figures", employers.TeamFigures.as_view(), name="employer-team-figures"),
    path(f"employers/{ONE}/team-plans", employers.TeamPlanList.as_view(), name="employer-team-plans"),
    path("employer-links", employers.EmployerLinkList.as_view(), name="employer-links"),
    path(f"employer-links/{ONE}", employers.EmployerLinkDetail.as_view(), name="employer-link"),
    path(f"employer-links/{ONE}/endings", employers.EmployerLinkEndingList.as_view(), name="employer-link-endings"),
    path(f"team-plans/{ONE}", employers.TeamPlanDetail.as_view(), name="team-plan"),
    path(f"team-plans/{ONE}/expenses", employers.TeamExpenseList.as_view(), name="team-plan-expenses"),
    path("development-reports", employers.DevelopmentReport.as_view(), name="development-reports"),
    path(
        "development-report-documents",
        employers.DevelopmentReportDocument.as_view(),
        name="development-report-documents",
    ),
]
