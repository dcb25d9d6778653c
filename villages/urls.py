"""Pages of villages. A village is named by its 12 digits, a township by its 9."""

from django.urls import path, register_converter

from villages.tables_in.views import import_urls

from .imports import IMPORTS
from .views import activities, branches, classes, figures, rules, townships, villages


class VillageCode:
    regex = "[0-9]{12}"

    def to_python(self, value):
        return value

    to_url = to_python


class TownshipCode(VillageCode):
    regex = "[0-9]{9}"


register_converter(VillageCode, "village")
register_converter(TownshipCode, "township")

app_name = "villages"
urlpatterns = [
    path("", villages.VillageList.as_view(), name="village_list"),
    path("new/", villages.VillageCreate.as_view(), name="village_create"),
    path("<village:pk>/", villages.VillagePage.as_view(), name="village_page"),
    path("<village:pk>/edit/", villages.VillageEdit.as_view(), name="village_edit"),
    path("<village:pk>/print/", villages.VillagePrint.as_view(), name="village_print"),
    path("<village:code>/class/", classes.ClassChange.as_view(), name="class_change"),
    path("<village:code>/flags/", classes.FlagAdd.as_view(), name="flag_add"),
    path("flags/<int:pk>/end/", classes.FlagEnd.as_view(), name="flag_end"),
    path("<village:code>/branch/", branches.BranchEdit.as_view(), name="branch_edit"),
    path("<village:code>/committee/", branches.MemberCreate.as_view(), name="member_create"),
    path("committee/<int:pk>/", branches.MemberEdit.as_view(), name="member_edit"),
    path("<village:code>/reserves/", branches.ReserveCreate.as_view(), name="reserve_create"),
    path("reserves/<int:pk>/", branches.ReserveEdit.as_view(), name="reserve_edit"),
    path("reserves/<int:pk>/steps/", branches.StepAdd.as_view(), name="step_add"),
    path("figures/", figures.FigureList.as_view(), name="figure_list"),
    path("<village:code>/figures/<int:year>/", figures.YearEdit.as_view(), name="year_edit"),
    path(
        "<village:code>/figures/<int:year>/confirm/",
        figures.YearConfirm.as_view(),
        name="year_confirm",
    ),
    path("<village:code>/activities/", activities.ActivityList.as_view(), name="activity_list"),
    path(
        "<village:code>/activities/new/",
        activities.ActivityCreate.as_view(),
        name="activity_create",
    ),
    path("activities/<int:pk>/", activities.ActivityEdit.as_view(), name="activity_edit"),
    path("townships/", townships.TownshipList.as_view(), name="township_list"),
    path("townships/<township:pk>/", townships.TownshipPage.as_view(), name="township_page"),
    path("townships/<township:pk>/edit/", townships.TownshipEdit.as_view(), name="township_edit"),
    path("rules/", rules.RuleList.as_view(), name="rule_list"),
    path("rules/<slug:pk>/", rules.RuleEdit.as_view(), name="rule_edit"),
    *import_urls(IMPORTS),
]
