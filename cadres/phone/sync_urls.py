"""What the phone's outbox calls, and the photos of an entry."""

from django.urls import path, register_converter

from cadres.diary.views import photos

from .views import sync


class Sha256:
    regex = "[0-9a-f]{64}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Sha256, "sha256")

urlpatterns = [
    path("sync/me/", sync.sync_me, name="sync_me"),
    path("sync/diary/", sync.sync_diary_list, name="sync_diary_list"),
    path("sync/diary/<uuid:pk>/", sync.sync_diary, name="sync_diary"),
    path("sync/photos/<sha256:sha256>/", sync.sync_photo, name="sync_photo"),
    path("sync/lacking/", sync.sync_lacking, name="sync_lacking"),
    path("diary/<uuid:pk>/photos/<sha256:sha256>/", photos.diary_photo, name="diary_photo"),
    path(
        "diary/<uuid:pk>/photos/<sha256:sha256>/small/",
        photos.diary_photo_small,
        name="diary_photo_small",
    ),
]
