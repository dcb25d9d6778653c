"""The townships: the list with what lies in each, one township, its name and class."""

from django.db.models import Count, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.registry import RegistryEdit, RegistryList, RegistryPage
from accounts.roles import BUSINESS

from ..filters import TownshipFilter
from ..forms.places import TownshipForm
from ..models import Township, Village
from ..tables import TownshipTable
from .villages import described

COUNTS = "villages_count", "communities_count", "poor_count", "weak_count"


def counted(user):
    """Townships with the villages this user sees in them, by kind and flag; one query."""
    today = timezone.localdate()
    seen = Village.objects.visible_to(user).with_flags(today).filter(township=OuterRef("pk"))

    def count(**conditions):
        rows = seen.filter(**conditions).order_by().values("township")
        numbers = rows.annotate(n=Count("pk", distinct=True)).values("n")
        return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)

    return Township.objects.visible_to(user).annotate(
        villages_count=count(kind="village"),
        communities_count=count(kind="community"),
        poor_count=count(is_poor=True),
        weak_count=count(is_weak=True),
    )


class TownshipList(RegistryList):
    model = Township
    roles = BUSINESS
    table_class = TownshipTable
    filterset_class = TownshipFilter
    template_name = "villages/place_list.html"
    title = _("Townships")

    def get_queryset(self):
        return counted(self.request.user)

    def get_totals(self, queryset):
        sums = queryset.aggregate(**{f"all_{name}": Sum(name) for name in COUNTS})
        return {name: sums[f"all_{name}"] for name in COUNTS}


class TownshipPage(RegistryPage):
    model = Township
    roles = BUSINESS
    template_name = "villages/township_page.html"

    def get_queryset(self):
        return counted(self.request.user)

    def get_context_data(self, **kwargs):
        villages = described(self.request.user).filter(township=self.object)
        may_edit = self.request.user.role == "county"
        return super().get_context_data(**kwargs) | {"villages": villages, "may_edit": may_edit}


class TownshipEdit(RegistryEdit):
    model = Township
    roles = frozenset({"county"})
    form_class = TownshipForm
    title = _("Edit the township")

    def get_success_url(self):
        return self.object.url

    get_back_url = get_success_url
