"""Diary, matters, circulars and the cadre's phone pages."""

from django.urls import path

from cadres.circulars import views as circulars
from cadres.inbox.views import who_holds_what as reminders
from cadres.matters import print_views as matter_papers
from cadres.matters import views as matters
from cadres.phone.views import today

from .views import entries as diary
from .views import reviews as reading

urlpatterns = [
    path("today/", today.today, name="today"),
    path("diary/", diary.DiaryList.as_view(), name="diary_list"),
    path("diary/write/", diary.diary_write, name="diary_write"),
    path("diary/week/", reading.diary_week, name="diary_week"),
    path("diary/week/seen/", reading.diary_see_all, name="diary_see_all"),
    path("diary/<uuid:pk>/", diary.DiaryPage.as_view(), name="diary_page"),
    path("diary/<uuid:pk>/edit/", diary.diary_write, name="diary_edit"),
    path("diary/<uuid:pk>/see/", reading.diary_see, name="diary_see"),
    path("diary/<uuid:pk>/return/", reading.diary_return, name="diary_return"),
    path("diary/<str:cadre>/<int:year>-<int:month>/", reading.diary_month, name="diary_month"),
    path("matters/", matters.MatterList.as_view(), name="matter_list"),
    path("matters/new/", matters.MatterCreate.as_view(), name="matter_create"),
    path("matters/ages/", matter_papers.matter_ages, name="matter_ages"),
    path("matters/register/", matter_papers.matter_register, name="matter_register"),
    path("matters/<int:pk>/", matters.MatterPage.as_view(), name="matter_page"),
    path("matters/<int:pk>/edit/", matters.MatterEdit.as_view(), name="matter_edit"),
    path("matters/<int:pk>/step/", matters.matter_step, name="matter_step"),
    path("matters/<int:pk>/escalate/", matters.matter_escalate, name="matter_escalate"),
    path("matters/<int:pk>/hand-down/", matters.matter_hand_down, name="matter_hand_down"),
    path("matters/<int:pk>/close/", matters.matter_close, name="matter_close"),
    path("matters/<int:pk>/tell/", matters.matter_tell, name="matter_tell"),
    path("matters/<int:pk>/take-over/", matters.matter_take_over, name="matter_take_over"),
    path("matters/<int:pk>/slip/", matter_papers.matter_slip, name="matter_slip"),
    path("matters/<int:pk>/reopen/", matters.matter_reopen, name="matter_reopen"),
    path("hands/", reminders.reminder_list, name="reminder_list"),
    path("circulars/", circulars.CircularList.as_view(), name="circular_list"),
    path("circulars/open/", circulars.circular_open, name="circular_open"),
    path("circulars/<int:pk>/", circulars.CircularPage.as_view(), name="circular_page"),
    path("circulars/<int:pk>/edit/", circulars.circular_edit, name="circular_edit"),
    path("circulars/<int:pk>/refresh/", circulars.circular_refresh, name="circular_refresh"),
    path("circulars/<int:pk>/issue/", circulars.circular_issue, name="circular_issue"),
    path("circulars/<int:pk>/print/", circulars.circular_print, name="circular_print"),
    path("circulars/<int:pk>/tables/", circulars.circular_tables, name="circular_tables"),
]
