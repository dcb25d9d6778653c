"""Diaries: list, writing, one entry, the week's review, its photos."""

from django.urls import path

from .views import entries, photos, reviews

urlpatterns = [
    path("diary/", entries.DiaryList.as_view(), name="diary_list"),
    path("diary/write/", entries.diary_write, name="diary_write"),
    path("diary/week/", reviews.diary_week, name="diary_week"),
    path("diary/week/seen/", reviews.diary_see_all, name="diary_see_all"),
    path("diary/<uuid:pk>/", entries.DiaryPage.as_view(), name="diary_page"),
    path("diary/<uuid:pk>/edit/", entries.diary_write, name="diary_edit"),
    path("diary/<uuid:pk>/see/", reviews.diary_see, name="diary_see"),
    path("diary/<uuid:pk>/return/", reviews.diary_return, name="diary_return"),
    path("diary/<str:cadre>/<int:year>-<int:month>/", reviews.diary_month, name="diary_month"),
    path("diary/<uuid:pk>/photos/<sha256:sha256>/", photos.diary_photo, name="diary_photo"),
    path(
        "diary/<uuid:pk>/photos/<sha256:sha256>/small/",
        photos.diary_photo_small,
        name="diary_photo_small",
    ),
]
