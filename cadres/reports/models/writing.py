"""The author's side of a report: what the records said is confirmed, disputed or read again."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cadres.documents.numbers import label_of
from cadres.workflow.transitions import require_reason, transition

from .assembled import Assembled
from .chapters import chapters


class WrittenReport(Assembled):
    """`settled` {number code: by whom} what the author confirmed or disputed; `promises` [{text,
    state, why}] what was announced last time; `remarks` {section key: why it came back}."""

    masked = Assembled.masked | {
        "promises": Assembled.masked["sections"],
        "settled": len,
        "remarks": lambda remarks: "；".join(remarks.values()),
    }

    class Kept(models.TextChoices):
        """What became of a promise."""

        DONE = "done", _("Done as promised")
        PARTLY = "partly", _("Partly done")
        NOT = "not", _("Not done")

    settled = models.JSONField(_("settled numbers"), default=dict, editable=False)
    promises = models.JSONField(_("promises of last time"), default=list, editable=False)
    remarks = models.JSONField(_("remarks of the reviewer"), default=dict)

    class Meta:
        abstract = True

    @property
    def chapters(self):
        return chapters(self.layout, self.sections, self.figures, self.settled, self.remarks)

    @property
    def gaps(self):
        """What is missing before it can be submitted, in words; [] when it is whole."""
        parts = self.chapters
        empty = self.empty_sections
        open_numbers = sum(len(chapter.unsettled) for chapter in parts)
        promises = sum(1 for promise in self.promises if not promise["state"])
        said = [
            empty and _("Still empty: %(sections)s.") % {"sections": "、".join(empty)},
            open_numbers and _("Numbers to confirm or dispute: %(n)d.") % {"n": open_numbers},
            promises and _("Promises of last time to answer: %(n)d.") % {"n": promises},
        ]
        return [words for words in said if words]

    def take(self, figures, tables, now):
        """Put newly read records in; a number that changed is to be settled again. Not saved."""
        same = {code for code, value in figures.items() if self.figures.get(code) == value}
        self.settled = {code: by for code, by in self.settled.items() if code in same}
        self.figures, self.tables, self.taken_at = figures, tables, now

    def take_again(self, by, figures, tables):
        """Read the records again while the author has it."""
        now = timezone.now()

        def taken(report):
            report.take(figures, tables, now)
            return report.taken_at

        return transition(
            self,
            by,
            gettext_noop("read the records"),
            before=lambda report: report.reading() | {"settled": report.settled},
            taken_at=taken,
            when=lambda report: report.is_with_author,
        )

    def read_back(self, by):
        """The reading before, with what was settled then and what was since and is the same."""

        def settled(report):
            was = report.before["figures"]
            same = {c: who for c, who in report.settled.items() if was.get(c) == report.figures[c]}
            return report.before["settled"] | same

        return self.take_reading_back(by, lambda report: report.is_with_author, settled=settled)

    def confirm(self, by, codes):
        """The author agrees with these numbers of the records."""
        return transition(
            self,
            by,
            gettext_noop("confirm"),
            when=lambda report: report.is_with_author,
            settled=lambda report: (
                report.settled
                | dict.fromkeys([code for code in codes if code in report.figures], str(by))
            ),
        )

    @transaction.atomic
    def dispute(self, by, code, claimed, reason):
        """The author says another number, and why; both are kept. Returns the ReportDispute."""
        if code not in self.figures:
            raise ValidationError(_("The records hold no such number."))
        claimed, reason = require_reason(claimed), require_reason(reason)
        transition(
            self,
            by,
            gettext_noop("dispute"),
            note=f"{label_of(code)} {self.figures[code]} → {claimed}：{reason}",
            when=lambda report: report.is_with_author,
            settled=lambda report: report.settled | {code: str(by)},
        )
        made, _new = self.disputes.update_or_create(
            code=code,
            answered_at=None,
            defaults={
                "value": self.figures[code] or "",
                "claimed": claimed,
                "reason": reason,
                "by": str(by),
                "at": timezone.now(),
            },
        )
        return made
