"""Diaries on a village's page."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import FIELD, KEEPERS, PROGRAMME
from cadres.matters.panels import MANY
from villages.panels import TAB, Panel, add_panel

from .models.entries import DiaryEntry


def diary_panel(village, user):
    """The newest entries; nobody is ranked by them."""
    entries = DiaryEntry.objects.visible_to(user).filter(village=village)
    newest = list(entries.with_names()[:MANY])
    return {
        "count": entries.count(),
        "entries": newest,
        "weeks": user.role in KEEPERS,
        "months": months_of(newest) if user.role in FIELD else {},
    }


def months_of(entries):
    """{cadre: the last day written about}, for the paper of that month."""
    last = {}
    for entry in entries:
        last.setdefault(entry.cadre, entry.on)
    return last


add_panel(Panel("diary", _("Diary"), "cadres/diary/panel.html", diary_panel, TAB, 10, PROGRAMME))
