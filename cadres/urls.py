"""Pages of cadres: the registry, and the work done in the villages."""

from django.urls import path

from cadres.urls_acceptances import urlpatterns as acceptance_urls
from cadres.urls_care import urlpatterns as care_urls
from cadres.urls_commitments import urlpatterns as commitment_urls
from cadres.urls_complaints import urlpatterns as complaint_urls
from cadres.urls_phone import urlpatterns as phone_urls
from cadres.urls_registry import urlpatterns as registry_urls
from cadres.urls_reports import urlpatterns as report_urls
from cadres.urls_sync import urlpatterns as sync_urls
from cadres.urls_trainings import urlpatterns as training_urls
from cadres.urls_visits import urlpatterns as visit_urls
from cadres.urls_work import urlpatterns as work_urls
from cadres.views.accounts import AccountCreate

app_name = "cadres"
urlpatterns = [
    path("accounts/new/", AccountCreate.as_view(), name="account_create"),
    *registry_urls,
    *acceptance_urls,
    *commitment_urls,
    *complaint_urls,
    *visit_urls,
    *training_urls,
    *care_urls,
    *work_urls,
    *phone_urls,
    *sync_urls,
    *report_urls,
]
