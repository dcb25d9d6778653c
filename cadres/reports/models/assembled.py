"""What every report is made of, the townships' and the county's: a template and the records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import label_of
from cadres.periods import parse_period
from cadres.workflow.fingerprints import outline_of
from cadres.workflow.reread import Reread

from .chapters import chapters


class Assembled(Reread):
    """`layout` is the template of the day it was opened; `sections` {section key: text}; `figures`
    {number code: text or None} and `tables` what the records said when read (`taken_at`);
    `signer` and `copies` are the 签发人 and 抄送 of its paper."""

    masked = Reread.masked | dict.fromkeys(("layout", "sections", "figures", "tables"), outline_of)

    period = models.CharField(_("period"), max_length=7)
    layout = models.JSONField(_("template"), default=list, editable=False)
    sections = models.JSONField(_("sections"), default=dict)
    figures = models.JSONField(_("numbers of the records"), default=dict, editable=False)
    tables = models.JSONField(_("tables of the records"), default=dict, editable=False)
    taken_at = models.DateTimeField(_("records read"), null=True, blank=True, editable=False)

    signer = models.CharField(_("signed by"), max_length=40, blank=True)
    copies = models.CharField(_("copies to"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def span(self):
        """The Quarter or Year it speaks of."""
        return parse_period(self.period)

    @property
    def outline(self):
        """{section key: title}, in the order of the paper."""
        return {row["key"]: row["title"] for row in self.layout}

    @property
    def chapters(self):
        """Nothing of it is to be settled or was remarked on."""
        return chapters(self.layout, self.sections, self.figures, self.figures, {})

    @property
    def changed_numbers(self):
        """[(label, before, now)] of what the last reading changed."""
        was = self.before.get("figures", {})
        codes = [code for code, value in self.figures.items() if code in was and was[code] != value]
        return [(label_of(code), was[code], self.figures[code]) for code in codes]

    @property
    def empty_sections(self):
        """Titles of those that nobody answered."""
        return [chapter.title for chapter in self.chapters if not chapter.is_answered]
