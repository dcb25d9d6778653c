"""Quarterly reports: the board, one report, its line of review, its papers."""

from django.urls import path

from .views import reports

urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path("reports/open/", reports.report_open, name="report_open"),
    path("reports/accept/", reports.report_accept_many, name="report_accept_many"),
    path("reports/<int:pk>/", reports.ReportPage.as_view(), name="report_page"),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/submit/", reports.report_submit, name="report_submit"),
    path("reports/<int:pk>/accept/", reports.report_accept, name="report_accept"),
    path("reports/<int:pk>/return/", reports.report_return, name="report_return"),
    path("reports/<int:pk>/print/", reports.report_print, name="report_print"),
]
