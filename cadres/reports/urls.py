"""Reports: the board, one report, its line of review, its papers; calendar and templates."""

from django.urls import include, path

from .views import (
    attachments,
    county_reports,
    deadlines,
    grid,
    printing,
    reports,
    review,
    sections,
    writing,
)

settings = [
    path("calendar/", deadlines.PeriodList.as_view(), name="report_period_list"),
    path("calendar/<int:pk>/", deadlines.PeriodEdit.as_view(), name="report_period_edit"),
    path(
        "calendar/<int:pk>/reopen/",
        deadlines.report_period_reopen,
        name="report_period_reopen",
    ),
    path("sections/", sections.SectionList.as_view(), name="report_section_list"),
    path("sections/add/", sections.SectionCreate.as_view(), name="report_section_create"),
    path("sections/<int:pk>/", sections.SectionEdit.as_view(), name="report_section_edit"),
]
one = [
    path("", reports.ReportPage.as_view(), name="report_page"),
    path("edit/", writing.report_edit, name="report_edit"),
    path("attachments/add/", attachments.attachment_create, name="attachment_create"),
    path("attachments/<int:file>/", attachments.attachment_file, name="attachment_file"),
    path("attachments/<int:file>/remove/", attachments.attachment_remove, name="attachment_remove"),
    path("pen/", writing.report_pen, name="report_pen"),
    path("confirm/", writing.report_confirm, name="report_confirm"),
    path("dispute/", writing.report_dispute, name="report_dispute"),
    path("read/", writing.report_read, name="report_read"),
    path("read/back/", writing.report_read_back, name="report_read_back"),
    path("submit/", writing.report_submit, name="report_submit"),
    path("accept/", review.report_accept, name="report_accept"),
    path("return/", review.report_return, name="report_return"),
    path("hand-over/", review.report_hand_over, name="report_hand_over"),
    path("disputes/<int:dispute>/answer/", review.report_answer, name="report_answer"),
    path("versions/<int:number>/", review.report_compare, name="report_compare"),
    path("print/", printing.report_print, name="report_print"),
    path("paper/", printing.report_paper, name="report_paper"),
    path("tables/", printing.report_tables, name="report_tables"),
]

county = [
    path("", county_reports.CountyReportList.as_view(), name="county_report_list"),
    path("begin/", county_reports.county_report_begin, name="county_report_begin"),
    path("<int:pk>/", county_reports.CountyReportPage.as_view(), name="county_report_page"),
    path("<int:pk>/edit/", county_reports.county_report_edit, name="county_report_edit"),
    path("<int:pk>/compile/", county_reports.county_report_compile, name="county_report_compile"),
    path(
        "<int:pk>/compile/back/",
        county_reports.county_report_read_back,
        name="county_report_read_back",
    ),
    path("<int:pk>/sign/", county_reports.county_report_sign, name="county_report_sign"),
    path("<int:pk>/paper/", county_reports.county_report_paper, name="county_report_paper"),
]
urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path("reports/open/", reports.report_open, name="report_open"),
    path("reports/accept/", review.report_accept_many, name="report_accept_many"),
    path("reports/hands/", review.report_hands, name="report_hands"),
    path("reports/grid/", grid.report_grid, name="report_grid"),
    path("reports/<int:pk>/", include(one)),
    path("reports/county/", include(county)),
    path("reports/", include(settings)),
]
