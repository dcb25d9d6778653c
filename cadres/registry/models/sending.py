"""派出单位 of a cadre over time: a transfer takes none of the past along.

`Cadre.unit` and `Cadre.post` are those of today. Rows stand here only once something has changed;
before that they hold from the beginning.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models.dated import BEGINNING, Series
from cadres.workflow.transitions import require_reason

from ..closures import closures
from .cadres import Cadre
from .units import Unit


class CadreUnit(Series):
    """`unit` sends the cadre from `since` on; `basis` is the paper, `by` who recorded it."""

    owner = "cadre"

    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="units_in_time")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    post = models.CharField(_("post in the unit"), max_length=60, blank=True)
    basis = models.CharField(_("basis"), max_length=120, blank=True)
    by = models.CharField(_("recorded by"), max_length=80, blank=True)
    at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("unit of a cadre over time")
        verbose_name_plural = _("units of cadres over time")
        ordering = ["cadre", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "since"],
                name="cadre_one_unit_a_day",
                violation_error_message=_("Another unit begins on this day already."),
            )
        ]

    def __str__(self):
        return f"{self.cadre}：{self.unit}"

    @property
    def area_code(self):
        return self.cadre.area_code


def sent_by(cadre, first, last, **unit):
    """Q for rows whose cadre was sent by a unit on at least one of the row's days.

    `cadre`, `first` and `last` are paths of the row, `last` may be empty: for ever after; `unit` is
    one condition, `unit=unit` or `unit__liaisons=user`. What was before a transfer stays with the
    old unit, what comes after it belongs to the new one.
    """
    rows = CadreUnit.objects.filter(cadre=OuterRef(cadre))
    later = CadreUnit.objects.filter(
        cadre=OuterRef("cadre"), since__gt=OuterRef("since"), since__lte=OuterRef(OuterRef(first))
    )
    held = rows.filter(~Exists(later), **unit)
    never_moved = ~Exists(rows) & Q(**{f"{cadre}__{path}": value for path, value in unit.items()})
    still = Q(**{f"{last}__isnull": True}) & Exists(held)
    return never_moved | Exists(held.filter(since__lte=OuterRef(last))) | still


class Sending:
    """Who sent whom when, in memory; one SELECT for a county. Days are dates, units their codes."""

    def __init__(self, county):
        self.changes = {}
        rows = CadreUnit.objects.filter(cadre__unit__county=county).order_by("since")
        for cadre, since, unit in rows.values_list("cadre_id", "since", "unit_id"):
            self.changes.setdefault(cadre, []).append((since, unit))

    def unit_on(self, cadre, day, today):
        """The unit that sent a cadre on a day; `today` is the unit of now, of who never changed."""
        held = [unit for since, unit in self.changes.get(cadre, []) if since <= day]
        return held[-1] if held else today

    def spans(self, cadre, first, last):
        """[(first day, last day)] of [first, last], parted where another unit begins."""
        changes = self.changes.get(cadre, [])
        begins = [first, *(since for since, _unit in changes if first < since <= last)]
        ends = [day - timedelta(days=1) for day in begins[1:]]
        return list(zip(begins, [*ends, last], strict=True))


@transaction.atomic
def transfer(cadre, by, unit, since, *, post="", basis, today):
    """From `since` on another unit sends the cadre; what came before stays as it was.

    ValidationError for a day to come, the unit that sends him already, a day not after the last
    change, or one in a period that is closed. The row and its ledger row are written together.
    """
    cadre.refresh_from_db(from_queryset=Cadre._base_manager.select_for_update())
    if since > today:
        raise ValidationError({"since": _("This day is still to come: record it when it has.")})
    if unit.pk == cadre.unit_id:
        raise ValidationError({"unit": _("This unit sends the cadre already.")})
    last = cadre.units_in_time.order_by("-since").first()
    if last and since <= last.since:
        said = {"day": date_format(last.since), "unit": last.unit}
        raise ValidationError(
            {"since": _("%(unit)s has sent the cadre since %(day)s: give a later day.") % said}
        )
    if closed := closures(cadre, since):
        said = {"periods": "、".join(closed)}
        raise ValidationError(
            {"since": _("The day lies in what is closed: %(periods)s. Give a later one.") % said}
        )
    if last is None:
        CadreUnit(cadre=cadre, since=BEGINNING, unit=cadre.unit, post=cadre.post).save()
    row = CadreUnit(cadre=cadre, since=since, unit=unit, basis=require_reason(basis), by=str(by))
    row.post = post or cadre.post
    row.full_clean()
    row.save()
    cadre.unit, cadre.post = unit, row.post
    ledger.write(cadre, by, gettext_noop("transfer"), f"{since} {basis}")
    return row


@transaction.atomic
def correct_unit(cadre, by, unit, *, reason):
    """The unit of now was registered wrongly: the right one holds from the day of its row on.

    ValidationError where a closed period has read the wrong one.
    """
    cadre.refresh_from_db(from_queryset=Cadre._base_manager.select_for_update())
    row = cadre.units_in_time.order_by("-since").first()
    if closed := closures(cadre, row.since if row else BEGINNING):
        said = {"periods": "、".join(closed)}
        raise ValidationError(
            _("Closed with the unit as registered: %(periods)s. Correct those first.") % said
        )
    reason = require_reason(reason)
    if row:
        row.unit, row.by, row.basis = unit, str(by), reason
        row.save()
    cadre.unit = unit
    ledger.write(cadre, by, gettext_noop("correct unit"), reason)
