"""Pages of cadres: the registry, and the work done in the villages."""

from cadres.urls_registry import urlpatterns as registry_urls
from cadres.urls_work import urlpatterns as work_urls

app_name = "cadres"
urlpatterns = [*registry_urls, *work_urls]
