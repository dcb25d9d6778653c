"""The phone: pages, what its outbox calls; at the root of the site its worker and manifest."""

from django.urls import path

from .views import app, sync, today

urlpatterns = [
    path("today/", today.today, name="today"),
    path("phone/", app.phone, name="phone"),
    path("sync/me/", sync.sync_me, name="sync_me"),
    path("sync/diary/", sync.sync_diary_list, name="sync_diary_list"),
    path("sync/diary/<uuid:pk>/", sync.sync_diary, name="sync_diary"),
    path("sync/photos/<sha256:sha256>/", sync.sync_photo, name="sync_photo"),
    path("sync/lacking/", sync.sync_lacking, name="sync_lacking"),
]
root_urlpatterns = [
    path("sw.js", app.worker, name="phone_worker"),
    path("manifest.webmanifest", app.manifest, name="phone_manifest"),
]
