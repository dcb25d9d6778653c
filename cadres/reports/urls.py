"""Reports: the board, one report, its line of review, its papers; calendar and templates."""

from django.urls import include, path

from cadres.calendar import views as holidays

from .views import (
    attachments,
    county_reports,
    reports,
)
from .views import (
    deadlines as report_periods,
)
from .views import (
    grid as report_grid,
)
from .views import (
    printing as report_papers,
)
from .views import (
    review as report_review,
)
from .views import (
    sections as report_sections,
)
from .views import (
    writing as report_writing,
)

settings = [
    path("calendar/", report_periods.PeriodList.as_view(), name="report_period_list"),
    path("calendar/<int:pk>/", report_periods.PeriodEdit.as_view(), name="report_period_edit"),
    path(
        "calendar/<int:pk>/reopen/",
        report_periods.report_period_reopen,
        name="report_period_reopen",
    ),
    path("sections/", report_sections.SectionList.as_view(), name="report_section_list"),
    path("sections/add/", report_sections.SectionCreate.as_view(), name="report_section_create"),
    path("sections/<int:pk>/", report_sections.SectionEdit.as_view(), name="report_section_edit"),
]
one = [
    path("", reports.ReportPage.as_view(), name="report_page"),
    path("edit/", report_writing.report_edit, name="report_edit"),
    path("attachments/add/", attachments.attachment_create, name="attachment_create"),
    path("attachments/<int:file>/", attachments.attachment_file, name="attachment_file"),
    path("attachments/<int:file>/remove/", attachments.attachment_remove, name="attachment_remove"),
    path("pen/", report_writing.report_pen, name="report_pen"),
    path("confirm/", report_writing.report_confirm, name="report_confirm"),
    path("dispute/", report_writing.report_dispute, name="report_dispute"),
    path("read/", report_writing.report_read, name="report_read"),
    path("submit/", report_writing.report_submit, name="report_submit"),
    path("accept/", report_review.report_accept, name="report_accept"),
    path("return/", report_review.report_return, name="report_return"),
    path("hand-over/", report_review.report_hand_over, name="report_hand_over"),
    path("disputes/<int:dispute>/answer/", report_review.report_answer, name="report_answer"),
    path("versions/<int:number>/", report_review.report_compare, name="report_compare"),
    path("print/", report_papers.report_print, name="report_print"),
    path("paper/", report_papers.report_paper, name="report_paper"),
    path("tables/", report_papers.report_tables, name="report_tables"),
]

county = [
    path("", county_reports.CountyReportList.as_view(), name="county_report_list"),
    path("begin/", county_reports.county_report_begin, name="county_report_begin"),
    path("<int:pk>/", county_reports.CountyReportPage.as_view(), name="county_report_page"),
    path("<int:pk>/edit/", county_reports.county_report_edit, name="county_report_edit"),
    path("<int:pk>/compile/", county_reports.county_report_compile, name="county_report_compile"),
    path("<int:pk>/sign/", county_reports.county_report_sign, name="county_report_sign"),
    path("<int:pk>/paper/", county_reports.county_report_paper, name="county_report_paper"),
]
urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report_list"),
    path("reports/open/", reports.report_open, name="report_open"),
    path("reports/accept/", report_review.report_accept_many, name="report_accept_many"),
    path("reports/hands/", report_review.report_hands, name="report_hands"),
    path("reports/grid/", report_grid.report_grid, name="report_grid"),
    path("reports/<int:pk>/", include(one)),
    path("reports/county/", include(county)),
    path("reports/", include(settings)),
    path("holidays/", holidays.HolidayList.as_view(), name="holiday_list"),
    path("holidays/add/", holidays.HolidayCreate.as_view(), name="holiday_create"),
    path("holidays/<str:pk>/", holidays.HolidayEdit.as_view(), name="holiday_edit"),
]
