"""Pages of cadres: what its rooms bring, most under one namespace, some at the root of the site."""

from django.urls import register_converter

from accounts.rooms import modules
from villages.tables_in.views import import_urls

from . import ROOMS
from .imports import IMPORTS
from .workflow.converters import Sha256

register_converter(Sha256, "sha256")  # before the rooms use it


def brought(name):
    rooms = modules("cadres", ROOMS, "urls")
    return [pattern for room in rooms for pattern in getattr(room, name, [])]


app_name = "cadres"
urlpatterns = [*import_urls(IMPORTS), *brought("urlpatterns")]
root_urlpatterns = brought("root_urlpatterns")
