"""Leave, its calendars, absences."""

from django.urls import path

from .views import absences, leave
from .views import leave_calendar as calendar

urlpatterns = [
    path(
        "teams/<str:team>/calendar/<int:year>/<int:month>/",
        calendar.leave_calendar,
        name="leave_calendar",
    ),
    path("leave/calendar/", calendar.leave_now, name="leave_now"),
    path("leave/calendar/<int:year>/<int:month>/", calendar.leave_month, name="leave_month"),
    path("leave/", leave.LeaveList.as_view(), name="leave_list"),
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
]
