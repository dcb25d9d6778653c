"""The loop most systems have: a query for each cell, an update for each card, points in Python."""

from collections import defaultdict
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils import timezone

from assessments.models import Card, Fact
from cadres.models import Matter, Posting
from villages.models import Activity, Village

from .counties import FIRST, PERIOD, lines

LAST = FIRST.replace(month=6, day=30)
FULL, ZERO = Decimal(20), Decimal(0)


def run(county, schemes):
    """Grade a county; {kind: {subject: (total, rank)}}."""
    return {kind: _grade(county, kind, scheme) for kind, scheme in schemes.items()}


def class_on(village, day):
    held = village.classes.on(day).first()
    return held.name if held else ""


def classes_of(county, kind):
    """{subject: class} on the last day."""
    if kind == "village":
        return {
            village.code: class_on(village, LAST)
            for village in Village.objects.filter(township__county=county)
        }
    return {
        posting.cadre.code: posting.class_name
        for posting in Posting.objects.filter(cadre__unit__county=county)
    }


def _grade(county, kind, scheme):
    subjects = classes_of(county, kind)
    totals = {}
    for subject, class_name in subjects.items():
        peers = [code for code, name in subjects.items() if name == class_name]
        points = [_points(subject, peers, *line[1:3]) for line in lines(kind)]
        totals[subject] = sum(points, ZERO)
    ranks = _ranks(subjects, totals)
    for subject, total in totals.items():
        Card.objects.update_or_create(
            scheme=scheme,
            period=PERIOD,
            subject_code=subject,
            version=1,
            defaults={
                "area_code": county,
                "scheme_version": scheme.current,
                "subject_name": subject,
                "total": total,
                "rank": ranks[subject],
                "lines": "",
                "inputs_hash": "",
                "digest": "",
                "computed_at": timezone.now(),
            },
        )
    return {subject: (total, ranks[subject]) for subject, total in totals.items()}


def _ranks(subjects, totals):
    classes = defaultdict(list)
    for subject, name in subjects.items():
        classes[name].append(totals[subject])
    return {
        subject: 1 + sum(other > totals[subject] for other in classes[name])
        for subject, name in subjects.items()
    }


def _points(subject, peers, fact, method):
    found = _read(subject, fact)
    if found is None:
        return FULL  # not applicable
    if method == "label":
        return {"好": FULL, "中": Decimal(12), "差": ZERO}[found]
    x = Decimal(found)
    raw = _rank(x, fact, peers) if method == "rank" else _raw(method, fact, x)
    return min(max(raw, ZERO), FULL).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _raw(method, fact, x):
    each = {"matters.due": Decimal(1), "activity.branch_life": Decimal(3)}.get(fact, Decimal("1.5"))
    match method:
        case "deduct":
            return FULL - x * 2
        case "earn":
            return x * each
        case "share":
            return FULL * x / 80
        case "step":
            steps = (abs(x - 60) / 5).to_integral_value(ROUND_FLOOR)
            return FULL if x >= 60 else FULL - Decimal("1.25") * steps
        case "band":
            return Decimal(5) if x < 30 else Decimal("12.5") if x < 60 else FULL
        case "pass":
            return FULL if x >= 50 else Decimal(8)
    return x


def _rank(x, fact, peers):
    found = Fact.objects.filter(period=PERIOD, code=fact, subject_code__in=peers)
    values = [Decimal(each.value) for each in found if not each.not_applicable]
    place = 1 + sum(value > x for value in values)
    return FULL - FULL * (place - 1) / (len(values) - 1) if len(values) > 1 else FULL


def _read(subject, fact):
    if fact == "activity.branch_life":
        held = Activity.objects.filter(village=subject, kind="branch_life")
        return held.filter(on__range=(FIRST, LAST)).count()
    if fact.startswith("matters."):
        due = Matter.objects.filter(village=subject, due_on__range=(FIRST, LAST))
        if fact == "matters.due":
            return due.count()
        return sum(matter.closed_on is None or matter.closed_on > matter.due_on for matter in due)
    row = Fact.objects.get(period=PERIOD, subject_code=subject, code=fact)
    return None if row.not_applicable else row.value
