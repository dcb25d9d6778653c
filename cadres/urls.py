"""Pages of cadres: the registry, and the work done in the villages."""

from django.urls import path

from cadres.acceptances.urls import urlpatterns as acceptance_urls
from cadres.care.urls import urlpatterns as care_urls
from cadres.commitments.urls import urlpatterns as commitment_urls
from cadres.complaints.urls import urlpatterns as complaint_urls
from cadres.diary.urls import urlpatterns as work_urls
from cadres.leaders.urls import urlpatterns as visit_urls
from cadres.phone.sync_urls import urlpatterns as sync_urls
from cadres.phone.urls import urlpatterns as phone_urls
from cadres.registry.urls import urlpatterns as registry_urls
from cadres.registry.views.accounts import AccountCreate
from cadres.reports.urls import urlpatterns as report_urls
from cadres.trainings.urls import urlpatterns as training_urls

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
