"""民情台账: the columns of form 10a, the same on paper and in the workbook."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cadres.documents.grouped_table import Annex, Column, Group


class Register(Annex):
    @property
    def name(self):
        return str(self.title)


def register(matters, user):
    """The Register of `matters` (village and steps fetched) as this user may see them."""
    rows = [[at, *_row(matter)] for at, matter in enumerate(matters, 1)]
    return Register(
        number=1,
        title=_("Register of matters"),
        organ=user.office or str(user),
        on=date_format(timezone.localdate(), "DATE_FORMAT"),
        is_draft=False,
        is_public=False,
        columns=_columns(),
        groups=[Group([], rows)],
        total=[],
    )


def _columns():
    return [
        Column(_("no."), 6, is_number=True),
        Column(_("number"), 12),
        Column(_("raised on"), 11),
        Column(_("how it was raised"), 9),
        Column(_("village"), 12),
        Column(_("raised by (household)"), 9),
        Column(_("category"), 11),
        Column(_("matter"), 26),
        Column(_("held by"), 9),
        Column(_("office in charge"), 12),
        Column(_("steps"), 30),
        Column(_("answer due"), 11),
        Column(_("answer"), 26),
        Column(_("closed on"), 11),
        Column(_("person informed on"), 11),
        Column(_("informed how"), 9),
        Column(_("what the person says"), 9),
        Column(_("signature"), 9),
        Column(_("state"), 9),
    ]


def _row(matter):
    """Who raised it stands masked: the register goes from hand to hand."""
    steps = "；".join(f"{step.on:%m-%d} {step.text}" for step in matter.steps.all())
    return [
        matter.short_number,
        str(matter.raised_on),
        str(matter.get_origin_display()),
        f"{matter.village.township}{matter.village}",
        matter.person_masked or "—",
        str(matter.get_category_display()),
        matter.title,
        str(matter.get_holder_display()),
        matter.office or "—",
        steps or "—",
        str(matter.due_on),
        matter.answer or "—",
        _day(matter.closed_on),
        _day(matter.told_on),
        str(matter.get_told_how_display()) or "—",
        str(matter.get_satisfaction_display()) or "—",
        "",
        _("closed and informed")
        if matter.told_on
        else str(_("closed") if matter.closed_on else _("open")),
    ]


def _day(day):
    return str(day) if day else "—"
