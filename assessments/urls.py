"""Pages of assessments: each room's own, all under the name `assessments:`."""

from django.urls import include, path, register_converter

from assessments.imports import IMPORTS
from cadres.periods import PeriodConverter
from villages.tables_in.views import import_urls

register_converter(PeriodConverter, "period")  # before the rooms' patterns, which use it

app_name = "assessments"
urlpatterns = [
    path("", include("assessments.schemes.urls")),
    path("", include("assessments.facts.urls")),
    path("", include("assessments.cards.urls")),
    path("", include("assessments.outcomes.urls")),
    path("", include("assessments.grading.urls")),
    path("", include("assessments.trials.urls")),
    path("", include("assessments.my_cards.urls")),
    *import_urls(IMPORTS),
]
