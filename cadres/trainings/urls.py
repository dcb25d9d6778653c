"""Courses, the sign-in, notices, training files; training of party members."""

from django.urls import path

from .views import bulletin as notices
from .views import records, sign_in, trainings, untrained

urlpatterns = [
    path("trainings/", trainings.TrainingList.as_view(), name="training_list"),
    path("trainings/add/", trainings.TrainingCreate.as_view(), name="training_create"),
    path("trainings/untrained/", untrained.UntrainedList.as_view(), name="untrained_list"),
    path("trainings/<int:pk>/", trainings.TrainingPage.as_view(), name="training_page"),
    path("trainings/<int:pk>/edit/", trainings.TrainingEdit.as_view(), name="training_edit"),
    path("trainings/<int:pk>/timetable/", trainings.training_timetable, name="training_timetable"),
    path("trainings/<int:pk>/people/", trainings.training_people, name="training_people"),
    path("trainings/<int:pk>/call/", trainings.training_call, name="training_call"),
    path("trainings/<int:pk>/hold/", trainings.training_hold, name="training_hold"),
    path("trainings/<int:pk>/close/", trainings.training_close, name="training_close"),
    path("trainings/<int:pk>/sheet/", sign_in.training_sheet, name="training_sheet"),
    path("trainings/<int:pk>/notice/", notices.training_notice, name="training_notice"),
    path("trainings/<int:pk>/notice/docx/", notices.training_paper, name="training_paper"),
    path("trainings/sessions/<int:pk>/", sign_in.training_sign, name="training_sign"),
    path("trainings/people/<int:pk>/off/", trainings.training_take_off, name="training_take_off"),
    path(
        "trainings/people/<int:pk>/explain/",
        records.training_explain,
        name="training_explain",
    ),
    path("trainings/people/<int:pk>/settle/", records.training_settle, name="training_settle"),
    path("people/own/trainings/", records.training_own, name="training_own"),
    path("people/<str:pk>/trainings/", records.training_file_page, name="training_file"),
]
