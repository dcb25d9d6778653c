"""Quarterly reports: the board, one report, its line of review, its papers."""

from django.urls import path

from .views import report_review, report_writing, reports

urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path("reports/open/", reports.report_open, name="report_open"),
    path("reports/accept/", report_review.report_accept_many, name="report_accept_many"),
    path("reports/<int:pk>/", reports.ReportPage.as_view(), name="report_page"),
    path("reports/<int:pk>/edit/", report_writing.report_edit, name="report_edit"),
    path("reports/<int:pk>/pen/", report_writing.report_pen, name="report_pen"),
    path("reports/<int:pk>/confirm/", report_writing.report_confirm, name="report_confirm"),
    path("reports/<int:pk>/dispute/", report_writing.report_dispute, name="report_dispute"),
    path("reports/<int:pk>/read/", report_writing.report_read, name="report_read"),
    path("reports/<int:pk>/submit/", report_writing.report_submit, name="report_submit"),
    path("reports/<int:pk>/accept/", report_review.report_accept, name="report_accept"),
    path("reports/<int:pk>/return/", report_review.report_return, name="report_return"),
    path("reports/<int:pk>/print/", reports.report_print, name="report_print"),
]
