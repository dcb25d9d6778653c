"""What a report's page shows beside its text: where each number comes from and how it stands."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from .numbers import NUMBERS
from .records import half_of

AUTHOR = "author"


@dataclass(frozen=True)
class Origin:
    """`href` opens the rows behind the number, '' when no list shows just them."""

    code: str
    label: str
    value: str
    unit: str
    source: str
    href: str
    settled_by: str
    dispute: object


def origins(report, user):
    """{number code: Origin} of everything the records say in a report; one query."""
    disputes = {each.code: each for each in report.disputes.all()}
    return {
        code: _origin(report, user, code, value, disputes.get(code))
        for code, value in report.figures.items()
    }


def _origin(report, user, code, value, dispute):
    number = NUMBERS.get(code)
    return Origin(
        code=code,
        label=number.label if number else code,
        value=value or "—",
        unit=number.unit if number else "",
        source=number.source if number else "",
        href=_href(report, user, number) if number else "",
        settled_by=report.settled.get(code, ""),
        dispute=dispute,
    )


def _href(report, user, number):
    """The list behind a number, for those whose list shows this body's rows and no others."""
    whose = _whose(report, user, number)
    if not number.query or whose is None:
        return ""
    first = half_of(report.span) if number.by_half else report.span.first_day
    query = number.query(first, report.span.last_day) | whose
    return f"{reverse(number.url)}?{urlencode(query, doseq=True)}"


def _whose(report, user, number):
    """What narrows a list to the report's body, {} where the user sees no other; None where the
    list cannot show just its rows."""
    if report.township_id:
        return {} if user.role == "township" else {"township": report.township_id}
    if not number.by_unit or user.role == "township":
        return None
    return {} if user.role == "unit" else {"unit": report.unit_id}


def share_of_records(report):
    """(percent told by records, percent typed) of the characters of the paper; None when empty."""
    told = sum(len(chapter.told) for chapter in report.chapters)
    typed = sum(len(chapter.text.strip()) for chapter in report.chapters)
    if not told + typed:
        return None
    records = round(100 * told / (told + typed))
    return records, 100 - records


def holder_history(report, today):
    """[(is it the author's hand, days)] from the first hand to the present one."""
    passed = [(hand == AUTHOR, days) for hand, days in report.hands]
    if report.is_frozen:
        return passed
    return [*passed, (report.is_with_author, report.days_held(today))]
