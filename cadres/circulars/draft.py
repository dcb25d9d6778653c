"""月通报 drafted from records: presence, leave, training, absences found, matters. Form 01 1c.

No entries, words or photos are counted, and nobody is ranked: bodies stand in the order of their
codes. What is returned is plain JSON, kept with the circular as it was when the records were read.
"""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.attendance.presence import READ, Duty, duties
from cadres.calendar.workdays import workdays
from cadres.matters.models import Matter
from cadres.registry.models.postings import Posting
from cadres.workflow.transitions import transition
from villages.models import County, ProgrammeRule

from .models import SECTIONS, Circular
from .sentences import sentences


def open_circular(by, county, township, month, today):
    """The office's circular of a month, drafted when it has none yet; ValidationError too early."""
    if month.first_day > today:
        raise ValidationError(_("%(month)s has not begun.") % {"month": month.label()})
    body = {"county": county, "township": township, "month": str(month)}
    drafted, figures = draft(county, township, month, today)
    with transaction.atomic():
        County.objects.select_for_update(no_key=True).get(pk=county.pk)
        if found := Circular.objects.filter(**body).first():
            return found
        circular = Circular(
            **body,
            year=month.year,
            drafted=drafted,
            figures=figures,
            taken_at=timezone.now(),
            sections={key: drafted.get(key, "") for key in SECTIONS},
        )
        return ledger.write(circular, by, gettext_noop("draft"))


def read_again(circular, by, today):
    """Put the records of now into a draft; what was typed stays. WrongState once it is issued."""
    drafted, figures = draft(circular.county, circular.township, circular.of_month, today)
    return transition(
        circular,
        by,
        gettext_noop("read records"),
        when=lambda row: row.is_draft,
        before=lambda row: row.reading(),
        sections=lambda row: row.merged(drafted),
        drafted=drafted,
        figures=figures,
        taken_at=timezone.now(),
    )


def draft(county, township, month, today):
    """(sentences by section, tables) of a body and a month, from a fixed number of queries."""
    code, last = (township or county).pk, min(month.last_day, today)
    stays, year = _stays(code, month, last), workdays(_new_year(month), last)
    now = [stay for stay in stays if _there(stay, month.first_day, last)]
    figures = {
        "until": str(last),
        "absences": _absences(now, month.first_day, last, today),
        "bodies": _bodies(now, _matters(code, month, last), township, month, last, year),
        "months": _months(stays, township, month, year),
        "overdue": _overdue(code, last),
    }
    return sentences(figures, township, month), figures


def _stays(code, month, last):
    """Postings of the year up to now, with all that presence is made of."""
    stays = Posting.objects.within(code).during(_new_year(month), last)
    stays = stays.select_related("cadre__unit", "team__village__township")
    return list(stays.order_by("team__village", "since", "pk").prefetch_related(*READ))


def _new_year(month):
    return month.first_day.replace(month=1)


def _there(stay, first, last):
    return stay.since <= last and (stay.until is None or stay.until >= first)


def _absences(stays, first, last, today):
    """Absences of the month that nobody accepted, each with what the person said to it."""
    days = int(ProgrammeRule.number("absence_answer_days"))
    return [
        _named(stay) | _answer(absence, absence.answer_by(days), today)
        for stay in stays
        for absence in stay.absences.all()
        if not absence.explained and absence.since <= last and absence.until >= first
    ]


def _named(stay):
    village = stay.team.village
    return {
        "township": str(village.township),
        "village": str(village),
        "cadre": str(stay.cadre),
        "unit": str(stay.cadre.unit),
    }


def _answer(absence, until, today):
    """Nobody is named before being asked: `answer_by` is the day until which one may explain."""
    told = {"since": str(absence.since), "until": str(absence.until), "found": absence.reason}
    if absence.is_answered:
        settled = "未予采纳" if absence.confirmed_by else "待认定"
        words = f"本人说明：{absence.explanation}（{settled}）"
        return told | {"answer": words, "answer_by": ""}
    passed = until < today
    words = "逾期未作说明" if passed else ""
    return told | {"answer": words, "answer_by": "" if passed else str(until)}


def _owner(village, township):
    """A township's circular speaks of villages, the county's of townships."""
    return village if township else village.township


def _matters(code, month, last):
    """Matters that the month speaks of: raised or closed in it, or open at its end."""
    rows = Matter.objects.within(code).filter(raised_on__lte=last)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gte=month.first_day))
    return rows.select_related("village__township").only(
        "raised_on", "closed_on", "due_on", "village__name", "village__township__name"
    )


def _bodies(stays, matters, township, month, last, year):
    """{rows: [{code, name, cadres, posted, leave, …}], sum}: one row for each body."""
    counts = defaultdict(lambda: dict.fromkeys(("raised", "answered", "overdue"), 0))
    served, people, names = defaultdict(Duty), defaultdict(set), {}
    days_of = duties(stays, [day for day in year if day >= month.first_day])
    for matter in matters:
        owner = _owner(matter.village, township)
        names[owner.pk], mine = str(owner), counts[owner.pk]
        mine["raised"] += matter.raised_on >= month.first_day
        mine["answered"] += bool(matter.closed_on and matter.closed_on <= last)
        mine["overdue"] += matter.due_on < last and not (
            matter.closed_on and matter.closed_on <= last
        )
    for stay in stays:
        owner = _owner(stay.team.village, township)
        names[owner.pk] = str(owner)
        served[owner.pk] += days_of[stay.pk]
        people[owner.pk].add(stay.cadre_id)
    rows = [
        {"name": names[pk], "cadres": len(people[pk]), **_told(served[pk]), **counts[pk]}
        for pk in sorted(names)
    ]
    numbers = ["cadres", *_told(Duty()), "raised", "answered", "overdue"]
    whole = {key: sum(row[key] for row in rows) for key in numbers}
    return {"rows": rows, "sum": whole | {"cadres": len({stay.cadre_id for stay in stays})}}


def _told(days):
    names = ("expected", "present", "leave", "training", "absent")
    return {name: getattr(days, name) for name in names}


def _months(stays, township, month, year):
    """{months: [1…n], rows: [{name, rates, rate}]}: share of expected days present, in percent."""
    months = range(1, month.number + 1)
    by_month = [duties(stays, [day for day in year if day.month == number]) for number in months]
    served, names = defaultdict(lambda: [Duty() for _days in by_month]), {}
    for stay in stays:
        owner = _owner(stay.team.village, township)
        names[owner.pk], mine = str(owner), served[owner.pk]
        for at, days_of in enumerate(by_month):
            mine[at] += days_of[stay.pk]
    rows = [
        {"name": names[pk], "rates": [*map(_rate, found)], "rate": _rate(sum(found, Duty()))}
        for pk, found in sorted(served.items())
    ]
    return {"months": list(months), "rows": rows}


def _rate(days):
    """97.5, rounded once; None when nobody was expected."""
    if not days.expected:
        return None
    share = Decimal(100 * days.present) / days.expected
    return str(share.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _overdue(code, last):
    """Matters past their day at the month's end, each with who holds it."""
    still = Q(closed_on=None) | Q(closed_on__gt=last)
    rows = Matter.objects.within(code).filter(still, due_on__lt=last, raised_on__lte=last)
    rows = rows.select_related("village__township").order_by("village", F("due_on"), "pk")
    return [
        {
            "number": row.short_number,
            "title": row.title,
            "level": row.holder,
            "township": str(row.village.township),
            "village": str(row.village),
            "holder": str(row.holder_name),
            "due_on": str(row.due_on),
            "days": (last - row.due_on).days,
        }
        for row in rows
    ]
