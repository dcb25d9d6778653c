"""What a reader answers of the cast's county, for the tests of readers."""

from datetime import date

from assessments.evidence import Cohort, collect
from cadres.models import Matter
from cadres.periods import Quarter

Q2 = Quarter(2026, 2)
HOME, NEXT = "441621102223", "441621103201"
TOWN = "441621102"


def read(kind, code, period=Q2):
    """{subject: value, 'NA' or missing} as a reader answers."""
    facts = collect(Cohort("441621", kind, period), [code]).facts
    return {
        subject: "NA" if found[code].na else found[code].value
        for subject, found in facts.items()
        if code in found
    }


def note(kind, code, subject, period=Q2):
    return collect(Cohort("441621", kind, period), [code]).facts[subject][code].note


def matter(village, due, closed=None, told=None):
    number = f"2026-{Matter.objects.count() + 1:04}"
    return Matter.objects.create(
        number=number,
        village_id=village,
        title="路灯不亮",
        category="roads",
        raised_on=date(2026, 4, 1),
        due_on=due,
        held_since=date(2026, 4, 1),
        closed_on=closed,
        told_on=told,
    )
