"""Units, cadres, teams, postings, leave, absences, links, dispatch."""

from django.urls import path

from cadres.attendance.views import absences, leave
from cadres.attendance.views import calendar as calendars
from cadres.dispatch.views import nominations
from cadres.dispatch.views import plans as dispatch
from cadres.leaders.views import links
from cadres.overviews import unit_views as units
from cadres.support import views as supports
from villages.tables_in.views import import_urls

from .imports import IMPORTS
from .views import cadres, postings, teams

urlpatterns = [
    *import_urls(IMPORTS),
    path("units/", units.UnitList.as_view(), name="unit_list"),
    path("units/add/", units.UnitCreate.as_view(), name="unit_create"),
    path("units/<str:pk>/", units.UnitPage.as_view(), name="unit_page"),
    path("units/<str:pk>/edit/", units.UnitEdit.as_view(), name="unit_edit"),
    path("units/<str:pk>/liaisons/", units.unit_liaisons, name="unit_liaisons"),
    path("supports/", supports.SupportList.as_view(), name="support_list"),
    path("supports/add/", supports.SupportCreate.as_view(), name="support_create"),
    path("supports/<int:pk>/", supports.SupportPage.as_view(), name="support_page"),
    path("supports/<int:pk>/edit/", supports.SupportEdit.as_view(), name="support_edit"),
    path("people/", cadres.CadreList.as_view(), name="cadre_list"),
    path("people/add/", cadres.CadreCreate.as_view(), name="cadre_create"),
    path("people/<str:pk>/", cadres.CadrePage.as_view(), name="cadre_page"),
    path("people/<str:pk>/edit/", cadres.CadreEdit.as_view(), name="cadre_edit"),
    path("people/<str:pk>/phone/", cadres.cadre_phone, name="cadre_phone"),
    path("batches/", teams.BatchList.as_view(), name="batch_list"),
    path("batches/add/", teams.BatchCreate.as_view(), name="batch_create"),
    path("batches/<int:pk>/edit/", teams.BatchEdit.as_view(), name="batch_edit"),
    path("teams/", teams.TeamList.as_view(), name="team_list"),
    path("teams/add/", teams.TeamCreate.as_view(), name="team_create"),
    path("teams/<str:pk>/", teams.TeamPage.as_view(), name="team_page"),
    path("teams/<str:pk>/edit/", teams.TeamEdit.as_view(), name="team_edit"),
    path("teams/<str:team>/post/", postings.posting_create, name="posting_create"),
    path(
        "teams/<str:team>/calendar/<int:year>/<int:month>/",
        calendars.leave_calendar,
        name="leave_calendar",
    ),
    path("postings/", postings.PostingList.as_view(), name="posting_list"),
    path("postings/roster/", postings.posting_roster, name="posting_roster"),
    path("postings/<int:pk>/", postings.PostingPage.as_view(), name="posting_page"),
    path("postings/<int:pk>/withdraw/", postings.posting_end, name="posting_end"),
    path("postings/<int:pk>/replace/", postings.posting_replace, name="posting_replace"),
    path("leave/", leave.LeaveList.as_view(), name="leave_list"),
    path("leave/calendar/", calendars.leave_now, name="leave_now"),
    path("leave/calendar/<int:year>/<int:month>/", calendars.leave_month, name="leave_month"),
    path("leave/ask/", leave.leave_request, name="leave_request"),
    path("leave/<int:pk>/", leave.LeavePage.as_view(), name="leave_page"),
    path("leave/<int:pk>/decide/", leave.leave_decide, name="leave_decide"),
    path("leave/<int:pk>/cancel/", leave.leave_cancel, name="leave_cancel"),
    path("leave/<int:pk>/return/", leave.leave_return, name="leave_return"),
    path("leave/<int:pk>/sheet/", leave.leave_sheet, name="leave_sheet"),
    path("absences/", absences.AbsenceList.as_view(), name="absence_list"),
    path("absences/add/", absences.AbsenceCreate.as_view(), name="absence_create"),
    path("absences/<int:pk>/", absences.AbsencePage.as_view(), name="absence_page"),
    path("absences/<int:pk>/explain/", absences.absence_explain, name="absence_explain"),
    path("absences/<int:pk>/settle/", absences.absence_settle, name="absence_settle"),
    path("links/", links.LinkList.as_view(), name="link_list"),
    path("links/add/", links.LinkCreate.as_view(), name="link_create"),
    path("links/<int:pk>/edit/", links.LinkEdit.as_view(), name="link_edit"),
    path("links/<int:pk>/end/", links.link_end, name="link_end"),
    path("nominations/", nominations.NominationList.as_view(), name="nomination_list"),
    path("nominations/add/", nominations.nomination_create, name="nomination_create"),
    path(
        "nominations/<int:pk>/seat/",
        nominations.NominationSeat.as_view(),
        name="nomination_seat",
    ),
    path(
        "nominations/<int:pk>/withdraw/",
        nominations.nomination_withdraw,
        name="nomination_withdraw",
    ),
    path("plans/", dispatch.PlanList.as_view(), name="plan_list"),
    path("plans/add/", dispatch.PlanCreate.as_view(), name="plan_create"),
    path("plans/<int:pk>/", dispatch.PlanPage.as_view(), name="plan_page"),
    path("plans/<int:pk>/edit/", dispatch.PlanEdit.as_view(), name="plan_edit"),
    path("plans/<int:pk>/propose/", dispatch.plan_propose, name="plan_propose"),
    path("plans/<int:pk>/fill/", dispatch.plan_fill, name="plan_fill"),
    path("plans/<int:pk>/confirm/", dispatch.plan_confirm, name="plan_confirm"),
    path("plans/<int:pk>/annex/<int:number>/", dispatch.plan_annex, name="plan_annex"),
    path("plans/lines/<int:pk>/edit/", dispatch.LineEdit.as_view(), name="line_edit"),
]
