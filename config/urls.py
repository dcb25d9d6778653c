"""The site map: one line per app."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from assessments.desks.views.find import find
from assessments.desks.views.home import health, home
from cadres.urls import root_urlpatterns

urlpatterns = [
    path("", home, name="home"),
    path("find/", find, name="find"),
    path("healthz", health, name="health"),
    path("accounts/", include("accounts.urls")),
    path("villages/", include("villages.urls")),
    path("cadres/", include("cadres.urls")),
    path("assessments/", include("assessments.urls")),
    *root_urlpatterns,
    path("language/", login_not_required(set_language), name="set_language"),
]
