"""述职测评: a meeting's report and its vote, recorded by the township."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.registry import RegistryCreate, RegistryEdit
from accounts.roles import KEEPERS

from ..forms import ReviewForm
from ..models.reviews import DutyReview


class ReviewCreate(RegistryCreate):
    model = DutyReview
    roles = KEEPERS
    form_class = ReviewForm
    title = _("Record a vote")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_success_url(self):
        return reverse("villages:village_page", args=[self.object.village_id]) + "?tab=commitments"


class ReviewEdit(RegistryEdit):
    model = DutyReview
    roles = KEEPERS
    form_class = ReviewForm
    title = _("Edit the vote")
    get_success_url = ReviewCreate.get_success_url
