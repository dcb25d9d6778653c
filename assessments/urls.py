"""Pages of assessments: what its rooms bring, all under one namespace."""

from django.urls import register_converter

from accounts.rooms import modules
from cadres.periods import PeriodConverter
from villages.tables_in.views import import_urls

from . import ROOMS
from .imports import IMPORTS

register_converter(PeriodConverter, "period")  # before the rooms use it

app_name = "assessments"
urlpatterns = [
    *(pattern for room in modules("assessments", ROOMS, "urls") for pattern in room.urlpatterns),
    *import_urls(IMPORTS),
]
