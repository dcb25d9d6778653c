"""党员培训: every member trained once a year, and two practical skills (S3 二(二))."""

from django.db.models import Q, Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.registry import NumberColumn
from accounts.roles import PLACES
from villages.tables import FigureColumn
from villages.templatetags.figures import figure

from ..yearly_figures import share, trained_percent, trained_standing, with_trainings
from .yearly_figures import StandingColumn, VillageYearFilter, VillageYearList, VillageYearTable

SUMMED = ("members", "trained", "courses", "skilled", "skill_courses")


class ByTraining:
    """Judges by the rule's percent, asked for once."""

    @cached_property
    def percent(self):
        return trained_percent()

    def judge(self, village):
        return trained_standing(village, self.percent)


class MemberTrainingFilter(ByTraining, VillageYearFilter):
    pass


class MemberTrainingTable(ByTraining, VillageYearTable):
    """Figures that nobody entered are —; courses are counted from the recorded activities."""

    members = FigureColumn(verbose_name=_("party members"))
    trained = FigureColumn(verbose_name=_("members trained"))
    share = NumberColumn(accessor="pk", orderable=False, verbose_name=_("share, %"))
    courses = NumberColumn(verbose_name=_("courses held"))
    skilled = FigureColumn(verbose_name=_("with two practical skills"))
    skill_courses = NumberColumn(verbose_name=_("courses in skills"))
    standing = StandingColumn()

    def render_share(self, record):
        found = share(record.trained, record.members)
        return "—" if found is None else found

    def value_share(self, record):
        return share(record.trained, record.members)


class MemberTrainingList(VillageYearList):
    title = _("Training of party members")
    url = "cadres:member_training_list"
    table_class = MemberTrainingTable
    filterset_class = MemberTrainingFilter
    actions = ((_("Trainings"), "cadres:training_list", PLACES),)

    def get_queryset(self):
        return with_trainings(super().get_queryset(), self.year)

    def get_totals(self, queryset):
        """The share is of the villages where both figures are known."""
        known = Q(trained__isnull=False, members__isnull=False)
        sums = queryset.order_by().aggregate(
            **{f"all_{name}": Sum(name) for name in SUMMED},
            whole=Sum("members", filter=known),
            part=Sum("trained", filter=known),
        )
        found = share(sums["part"], sums["whole"])
        return {name: figure(sums[f"all_{name}"]) for name in SUMMED} | {
            "share": "—" if found is None else found
        }
