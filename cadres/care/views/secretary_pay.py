"""村书记基本报酬: at least 1.5 times last year's income per head (S2 一.3), village by village."""

import django_tables2 as tables
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import PLACES
from villages.tables import FigureColumn
from villages.templatetags.figures import figure

from ..yearly_figures import pay_floor, pay_standing, pay_times, with_pay
from .yearly_figures import StandingColumn, VillageYearFilter, VillageYearList, VillageYearTable


class ByPay:
    """Judges by the rule's times, asked for once."""

    @cached_property
    def times(self):
        return pay_times()

    def judge(self, village):
        return pay_standing(village, self.times)


class SecretaryPayFilter(ByPay, VillageYearFilter):
    pass


class SecretaryPayTable(ByPay, VillageYearTable):
    secretary = tables.Column(verbose_name=_("village secretary"), orderable=False)
    pay = FigureColumn(verbose_name=_("base pay, yuan a year"))
    income = FigureColumn(verbose_name=_("income per head of the year before, yuan"))
    floor = FigureColumn(accessor="pk", orderable=False, verbose_name=_("to be at least, yuan"))
    standing = StandingColumn()

    def render_floor(self, record):
        return figure(pay_floor(record, self.times))

    def value_floor(self, record):
        return pay_floor(record, self.times)


class SecretaryPayList(VillageYearList):
    title = _("Pay of secretaries")
    url = "cadres:secretary_pay_list"
    table_class = SecretaryPayTable
    filterset_class = SecretaryPayFilter
    actions = (
        (_("Care for secretaries"), "cadres:care_secretary_list", PLACES),
        (_("Allowances of secretaries"), "cadres:secretary_allowance_now", PLACES),
    )

    def get_queryset(self):
        return with_pay(super().get_queryset(), self.year)
