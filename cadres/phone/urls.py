"""The phone's shell, and at the root of the site its worker and its manifest."""

from django.urls import path

from .views import app as phone

urlpatterns = [path("phone/", phone.phone, name="phone")]
root_urlpatterns = [
    path("sw.js", phone.worker, name="phone_worker"),
    path("manifest.webmanifest", phone.manifest, name="phone_manifest"),
]
