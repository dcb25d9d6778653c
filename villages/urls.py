"""Pages of villages."""

from .imports import IMPORTS
from .views.imports import import_urls

app_name = "villages"
urlpatterns = [
    *import_urls(IMPORTS),
]
