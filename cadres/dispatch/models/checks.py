"""What stands against confirming a plan: undecided villages, seats, people posted or untrained."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Versioned
from cadres.registry.models.postings import Posting
from cadres.trainings.models.attendance import TrainingAttendance
from villages.models import ProgrammeRule


class CheckedPlan(Versioned):
    class Meta:
        abstract = True

    def faults(self):
        """Sentences that stand against confirming; empty when the plan can be confirmed."""
        lines = self.lines.all()
        faults = []
        if not self.batch.since:
            faults.append(_("Give the first day of the batch."))
        if undecided := lines.filter(size=None).count():
            faults.append(
                _("%(n)d villages have no figure and no decision: give each a size and a reason.")
                % {"n": undecided}
            )
        if not lines.filter(size__gt=0).exists():
            faults.append(_("The plan has no team."))
        taken = lines.filter(size__gt=0, village__teams__batch=self.batch)
        faults += [
            _("%(village)s already has a team in this batch.") % {"village": line.village}
            for line in taken.select_related("village")[:5]
        ]
        return faults + self._seat_faults() + self._untrained_faults()

    def _untrained_faults(self):
        """Where the county posts nobody untrained; elsewhere a reason is asked for instead."""
        number = ProgrammeRule.number
        if number("untrained_posting") or not number("training_before"):
            return []
        return [
            _("%(cadre)s attended no training before the first day and cannot be posted.")
            % {"cadre": seat.cadre}
            for seat in self.untrained().select_related("cadre")[:5]
        ]

    def _seat_faults(self):
        seats = models.Count("seats")
        leaders = models.Count("seats", filter=models.Q(seats__role=Posting.Role.LEADER))
        crowded = self.lines.annotate(n=seats, leaders=leaders).filter(
            models.Q(n__gt=models.F("size")) | models.Q(leaders__gt=1)
        )
        faults = [
            _("%(village)s: more people than seats, or more than one leader.")
            % {"village": line.village}
            for line in crowded.select_related("village")[:5]
        ]
        if self.batch.since:
            faults += self._busy()
        return faults

    def _busy(self):
        busy = Posting.objects.overlapping(self.batch.since, self.batch.until).filter(
            cadre__nominations__line__plan=self
        )
        return [
            _("%(cadre)s is already posted to %(team)s.")
            % {"cadre": posting.cadre, "team": posting.team}
            for posting in busy.select_related("cadre", "team__village")[:5]
        ]

    def untrained(self):
        """Seated nominees without a training before the first day of the batch."""
        first = self.batch.since or timezone.localdate()
        trained = TrainingAttendance.objects.filter(attended=True, training__until__lte=first)
        seats = self.batch.nominations.filter(line__plan=self)
        return seats.exclude(cadre__in=trained.values("cadre"))

    @property
    def vacant(self):
        """Places of its teams for which nobody is seated."""
        seated = self.lines.filter(size__gt=0).annotate(n=models.Count("seats"))
        return sum(max(size - n, 0) for size, n in seated.values_list("size", "n"))
