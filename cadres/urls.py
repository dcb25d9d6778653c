"""Pages of cadres."""

app_name = "cadres"
urlpatterns = []
