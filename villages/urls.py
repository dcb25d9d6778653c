"""Pages of villages."""

app_name = "villages"
urlpatterns = []
