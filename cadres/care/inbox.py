"""Trainings to run, absences from them to explain, visits and checks that fall due."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, ngettext

from cadres.inbox.sources import TOWNSHIP, UNIT, OpenItem, source
from cadres.periods import Month

from .due_dates import Rules, cadres_cared_for, due_in, secretaries_cared_for
from .models.duty_checks import DutyCheck
from .secretary_allowances import secretaries_during

OF_CADRES = {
    "visit": gettext_lazy("Home visits due: %(n)d cadres"),
    "check": gettext_lazy("Medical checks due: %(n)d cadres"),
}
OF_SECRETARIES = {
    "visit": gettext_lazy("Home visits due: %(n)d village secretaries"),
    "check": gettext_lazy("Medical checks due: %(n)d village secretaries"),
}


@source("care", UNIT, TOWNSHIP)
def care_to_see_to(user, today):
    """One paper for each kind and holder: a unit, or a township for its own unit's people and for
    the secretaries of its villages."""
    rules = Rules.now()
    cadres = cadres_cared_for(user, today).select_related("cadre__unit__township")
    for kind, rows in due_in(cadres, rules, today).items():
        path, text = reverse("cadres:care_list"), OF_CADRES[kind]
        mine = [row for row in rows if _sees_to(user, row.cadre.unit)]
        for unit, days in _days_by(mine, kind, lambda row: row.cadre.unit):
            level, holder = (TOWNSHIP, unit.township) if unit.township_id else (UNIT, unit)
            url = f"{path}?{urlencode({'standing': f'{kind}_due', 'unit': unit.name})}"
            yield _due(rules, kind, text, days, url, level, holder)
    for kind, rows in due_in(secretaries_cared_for(user, today), rules, today).items():
        path, text = reverse("cadres:care_secretary_list"), OF_SECRETARIES[kind]
        for township, days in _days_by(rows, kind, lambda row: row.village.township):
            url = f"{path}?{urlencode({'standing': f'{kind}_due', 'township': township.pk})}"
            yield _due(rules, kind, text, days, url, TOWNSHIP, township)


def _sees_to(user, unit):
    return user.role != "township" or unit.township_id == user.area_code


def _days_by(rows, kind, holder):
    """(holder, days that care counts from), one for each."""
    found = defaultdict(list)
    for row in rows:
        found[holder(row)].append(getattr(row, f"{kind}_from"))
    return found.items()


def _due(rules, kind, text, days, url, level, holder):
    first = rules.due_on(kind, min(days))
    since = first - timedelta(days=rules.notice)
    return OpenItem(text % {"n": len(days)}, url, level, str(holder), since, first)


@source("care", TOWNSHIP)
def duty_records_to_check(user, today):
    """Of the month before; nothing is paid to a secretary before the check."""
    month = Month.of(today).previous()
    checked = DutyCheck.objects.filter(secretary=OuterRef("pk"), month=str(month))
    rows = secretaries_during(user, month).exclude(Exists(checked))
    for township, n in Counter(row.village.township for row in rows).items():
        text = ngettext(
            "Duty records of %(month)s: %(n)d secretary to check",
            "Duty records of %(month)s: %(n)d secretaries to check",
            n,
        )
        yield OpenItem(
            text % {"month": month.label(), "n": n},
            reverse("cadres:secretary_allowance_month", args=[str(month)]),
            TOWNSHIP,
            str(township),
            month.next().first_day,
        )
