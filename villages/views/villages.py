"""The villages: the list, one village's file on screen and on paper, registering and editing."""

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.ledger_display import names_of
from accounts.models import LedgerEntry
from accounts.registry import RegistryCreate, RegistryEdit, RegistryList, RegistryPage
from accounts.roles import BUSINESS, FIELD, KEEPERS

from ..filters import VillageFilter
from ..forms.places import VillageForm
from ..models import ProgrammeRule, Township, Village
from ..models.branches import cross_appointment
from ..models.figures import latest
from ..panels import ASIDE, FACTS, MAIN, TAB, columns_for, panels_for
from ..tables import VillageTable
from ..templatetags.figures import figure
from ..year_table import year_table


def described(user):
    """The villages this user sees with class, flags and latest figures; one query."""
    today = timezone.localdate()
    villages = Village.objects.visible_to(user).select_related("township")
    return (
        villages.with_class(today)
        .with_flags(today)
        .annotate(
            households=latest("households"),
            party_members=latest("party_members"),
            collective_income=latest("collective_income"),
        )
    )


class VillageList(RegistryList):
    model = Village
    roles = BUSINESS
    filterset_class = VillageFilter
    title = gettext_lazy("Villages and communities")
    template_name = "villages/place_list.html"

    def get_queryset(self):
        villages = described(self.request.user)
        for column in columns_for(self.request.user):
            villages = column.annotate(villages, self.request.user)
        return villages

    def get_table_class(self):
        user = self.request.user
        added = {each.name: each.column(user) for each in columns_for(user)}
        return type("VillageTable", (VillageTable,), added)

    def get_totals(self, queryset):
        counts = {
            "all": Count("pk"),
            "poor": Count("pk", filter=Q(is_poor=True)),
            "all_households": Sum("households"),
            "all_members": Sum("party_members"),
            "all_income": Sum("collective_income"),
            "earners": Count("collective_income"),
        }
        for column in columns_for(self.request.user):
            counts |= column.totals
        totals = queryset.order_by().aggregate(**counts)
        mean = totals["all_income"] / totals["earners"] if totals["earners"] else None
        return totals | {
            "code": _("%(n)d in all") % {"n": totals["all"]},
            "flags": _("poor %(n)d") % {"n": totals["poor"]},
            "households": figure(totals["all_households"]),
            "party_members": figure(totals["all_members"]),
            "collective_income": _("mean %(value)s") % {"value": figure(mean and round(mean))},
        }

    def get_actions(self):
        if self.request.user.role != "county":
            return []
        return [
            (_("Import"), reverse("villages:import_table", args=["places"])),
            (_("Register a village"), reverse("villages:village_create")),
        ]


class VillagePage(RegistryPage):
    """一村一档. ?tab= chooses the part; every part is a page that works without scripts."""

    model = Village
    roles = BUSINESS
    template_name = "villages/village_page.html"
    tabs = {
        "overview": gettext_lazy("Overview"),
        "people": gettext_lazy("People"),
        "figures": gettext_lazy("Annual figures"),
        "activities": gettext_lazy("Activities"),
        "changes": gettext_lazy("Changes"),
    }

    def get_queryset(self):
        return described(self.request.user).select_related("branch")

    def get_context_data(self, **kwargs):
        village, user = self.object, self.request.user
        panels = {panel.key: (panel, told) for panel, told in panels_for(village, user, TAB)}
        tab = self.request.GET.get("tab", "overview")
        tab = tab if tab in self.tabs or tab in panels else "overview"
        changes = changes_of(village, 50 if tab == "changes" else 6)
        return (
            super().get_context_data(**kwargs)
            | file_of(village)
            | {
                "tab": tab,
                "tabs": self.tabs,
                "panels": panels.values(),
                "panel": panels.get(tab),
                "facts": panels_for(village, user, FACTS),
                "main": panels_for(village, user, MAIN) if tab == "overview" else [],
                "aside": panels_for(village, user, ASIDE) if tab == "overview" else [],
                "activities": village.activities.all()[: 50 if tab == "activities" else 5],
                "changes": changes,
                "names": names_of(entry for entry, _n in changes) if tab == "changes" else {},
                "may_edit": user.role in KEEPERS,
                "may_record": user.role in FIELD,
            }
        )


class VillagePrint(VillagePage):
    """The same file on A4: all parts, the figures of three years."""

    template_name = "villages/village_print.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        parts = panels_for(self.object, self.request.user, MAIN, ASIDE)
        return context | {"years": year_table(self.object, span=3), "parts": parts}


def file_of(village):
    """What the village's file says about its people and figures; a constant number of queries."""
    today = timezone.localdate()
    members = list(village.committee.on(today))
    reserves = list(village.reserves.filter(until__isnull=True).prefetch_related("steps"))
    both, everybody, percent = cross_appointment(members)
    rules = {rule.code: rule for rule in ProgrammeRule.objects.all()}
    return {
        "members": members,
        "secretary": next((m for m in members if m.party_post == "secretary"), None),
        "director": next((m for m in members if m.village_post == "director"), None),
        "one_shoulder": any(member.is_one_shoulder for member in members),
        "cross": {"both": both, "all": everybody, "percent": percent},
        "under_45": sum(_younger(member, 45, today) for member in members),
        "reserves": reserves,
        "reserves_counting": sum(reserve.counts for reserve in reserves),
        "rules": rules,
        "years": year_table(village),
        "classes": village.classes.order_by("-since"),
        "held_flags": village.flags.on(today),
        "flags": village.flags.order_by("-since"),
        "today": today,
    }


def _younger(member, age, today):
    return member.birth_year is not None and today.year - member.birth_year <= age


def changes_of(village, length):
    """[(ledger entry, how many)] of what this app keeps about the village, newest first.

    What one person did to many rows at one moment, an import or a confirmation, stands once.
    """
    entries = LedgerEntry.objects.filter(
        area_code=village.pk, object_type__startswith="villages."
    ).order_by("-seq")[: length * 20]
    grouped = {}
    for entry in entries:
        grouped.setdefault((entry.at, entry.actor, entry.action, entry.object_type), []).append(
            entry
        )
    return [(same[0], len(same)) for same in grouped.values()][:length]


class VillageCreate(RegistryCreate):
    model = Village
    roles = frozenset({"county"})
    form_class = VillageForm
    title = gettext_lazy("Register a village")

    def get_back_url(self):
        return reverse("villages:village_list")

    def get_success_url(self):
        return self.object.url

    def save(self, form):
        form.instance.township = Township.objects.get(pk=form.instance.code[:9])
        return super().save(form)


class VillageEdit(RegistryEdit):
    model = Village
    roles = KEEPERS
    form_class = VillageForm
    title = gettext_lazy("Edit the village")

    def get_back_url(self):
        return self.object.url

    get_success_url = get_back_url
