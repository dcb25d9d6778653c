"""Which matters: by standing, age and holder, each list with its purpose."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from cadres.calendar.cutoff import counted
from villages.models import Village

AGES = ((0, 7), (8, 15), (16, 30), (31, None))  # days since a matter was raised, as lists show them


def of_age(youngest, oldest, today):
    """Q for what was raised `youngest` to `oldest` days before `today`."""
    latest = Q(raised_on__lte=today - timedelta(days=youngest))
    return latest if oldest is None else latest & Q(raised_on__gte=today - timedelta(days=oldest))


class Holder(models.TextChoices):
    TEAM = "team", _("Work team")
    TOWNSHIP = "township", _("Township")
    COUNTY = "county", _("County")


class MatterQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    _seen_by_cadre = _seen_by_unit

    def open(self):
        return self.filter(closed_on__isnull=True)

    def closed(self):
        return self.filter(closed_on__isnull=False)

    def overdue(self, today):
        """Open after the day on which the answer was due."""
        return self.open().filter(due_on__lt=today)

    def on_time(self):
        """Answered by the day on which the answer was due."""
        return self.filter(closed_on__lte=F("due_on"))

    def late(self, today):
        """Answered after that day, or still open when it is over."""
        return self.filter(Q(closed_on__gt=F("due_on")) | Q(closed_on=None, due_on__lt=today))

    def counted(self, today):
        """Those that a rate counts on a day: the time ran out, or they were answered."""
        return self.filter(counted(today))

    def to_take_over(self, user, today):
        """Overdue in the hands below this user's office: proposed for the next level up."""
        below = {"township": Holder.TEAM, "county": Holder.TOWNSHIP}
        return self.overdue(today).filter(holder=below.get(user.role))

    def aged(self, youngest, oldest, today):
        """Open, and raised `youngest` to `oldest` days before; `oldest` None = without end."""
        return self.open().filter(of_age(youngest, oldest, today))

    def by_holder(self, today):
        """Open matters of each township and holder, in how many of each of AGES: one query.

        [{township, name, holder, total, overdue, age_0, age_1, …}]
        """
        ages = {f"age_{at}": of_age(*age, today) for at, age in enumerate(AGES)}
        counts = {name: Count("pk", filter=each) for name, each in ages.items()}
        places = {"township": F("village__township"), "name": F("village__township__name")}
        return (
            self.open()
            .order_by()
            .values("holder", **places)
            .annotate(total=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)), **counts)
        )

    def due_within(self, first, last):
        return self.filter(due_on__range=(first, last))

    def find(self, text):
        """By number, title or words."""
        text = text.strip()
        return self.filter(
            Q(number__contains=text) | Q(title__icontains=text) | Q(text__icontains=text)
        )

    def standing(self, today):
        """How many are open, overdue, untold, and open with each holder: one query."""
        open_ = Q(closed_on__isnull=True)
        held = {who: Count("pk", filter=open_ & Q(holder=who)) for who in Holder.values}
        return self.order_by().aggregate(
            open=Count("pk", filter=open_),
            overdue=Count("pk", filter=open_ & Q(due_on__lt=today)),
            untold=Count("pk", filter=Q(closed_on__isnull=False, told_on__isnull=True)),
            **held,
        )
