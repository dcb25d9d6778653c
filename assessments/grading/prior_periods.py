"""What a run takes from cards that already stand: quarters, earlier years, other schemes."""

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.cards.lines import points_of
from assessments.cards.models.cards import Card
from assessments.scoring import OtherResult, Standing
from assessments.scoring.arithmetic.numbers import number_text
from cadres.periods import Quarter


def _order(row):
    return row["state"] == Card.State.PUBLISHED, row["version"]


def _rows(county, periods, fields, **filters):
    """Values of the current cards; of several of one subject the one that counts comes last."""
    cards = Card.objects.current().filter(scheme__county=county, period__in=periods, **filters)
    return sorted(cards.order_by("pk").values("state", "version", *fields), key=_order)


def quarters_of(scheme, cohort):
    """{quarter: {subject: {line: points}}} for a year's run; None for a quarter's.

    A person's quarter belongs to the year's card of the same team."""
    if isinstance(cohort.period, Quarter):
        return None
    rows = _rows(
        scheme.county_id,
        [str(quarter) for quarter in cohort.period.quarters()],
        ("period", "subject_code", "cadre_code", "team_code", "lines"),
        scheme=scheme,
    )
    by_cadre = cohort.kind == "cadre"
    subjects = {
        (member.cadre, member.team) if by_cadre else code: code
        for code, member in cohort.members.items()
    }
    found = defaultdict(dict)
    for row in rows:
        key = (row["cadre_code"], row["team_code"]) if by_cadre else row["subject_code"]
        if key in subjects:
            found[row["period"]][subjects[key]] = points_of(row["lines"])
    return found


def quarters_missing(scheme, table, period):
    """[Quarter] of a Year that no card of the scheme is of, though lines of the table come from
    quarters; [] of a Quarter."""
    if isinstance(period, Quarter) or not _comes_from_quarters(table):
        return []
    texts = {str(quarter): quarter for quarter in period.quarters()}
    cards = Card.objects.current().filter(scheme=scheme, period__in=texts)
    graded = set(cards.order_by().values_list("period", flat=True).distinct())
    return [quarter for text, quarter in texts.items() if text not in graded]


def _comes_from_quarters(table):
    return any(rule.is_leaf and rule.period == "quarter" for rule in table.rules)


def labels(periods):
    """Quarters for a sentence, in the language of its reader."""
    return "、".join(period.label(get_language() or "zh") for period in periods)


def left_out(quarters):
    """What a run says of the quarters that a year lacks; '' when it lacks none."""
    return _("Not graded and left out of the year: %s.") % labels(quarters) if quarters else ""


def history_of(scheme, table, cohort):
    """{subject: [Standing]}, most recent first, up to the first gap, along the series.

    A year looks back at the years before it, a quarter at the same quarter of the years before."""
    years = max((rule.params["years"] for rule in table.of_level("outcome")), default=1)
    periods = _years_before(cohort.period, years - 1)
    if not periods:
        return {}
    rows = _rows(
        scheme.county_id,
        periods,
        (
            "period",
            "subject_code",
            "cadre_code",
            "total",
            "rank",
            "bottom",
            "grade",
            "grade_name",
            "percent",
        ),
        scheme__series=table.series,
        scheme__subject=cohort.kind,
    )
    own, of_person = {}, defaultdict(dict)
    for row in rows:
        own[row["period"], row["subject_code"]] = row
        of_person[row["period"], row["cadre_code"]][row["subject_code"]] = row
    found = {}
    for code, member in cohort.members.items():
        earlier = []
        for period in periods:
            row = own.get((period, code)) or _only(of_person.get((period, member.cadre or None)))
            if row is None or row["total"] is None:
                break
            earlier.append(_standing(row))
        found[code] = earlier
    return found


def _years_before(period, count):
    """The texts of the same period of the `count` years before, most recent first."""
    text = str(period)
    return [f"{period.year - back:04}{text[4:]}" for back in range(1, count + 1)]


def _only(rows):
    """The card of a person who then had one; of several none stands for the person."""
    return next(iter(rows.values())) if rows and len(rows) == 1 else None


def _standing(row):
    return Standing(
        row["total"], row["rank"], row["bottom"], row["grade_name"] or row["grade"], row["percent"]
    )


def others_of(scheme, table, cohort):
    """{(scheme, subject): OtherResult} for the `from` lines; a waiting card has no total."""
    cited = {rule.params["scheme"] for rule in table.rules if rule.method == "from"}
    if not cited:
        return {}
    rows = _rows(
        scheme.county_id,
        [str(cohort.period)],
        ("scheme__code", "subject_code", "cadre_code", "team_code", "total", "possible"),
        scheme__code__in=cited,
    )
    found = {}
    for row in rows:
        result = OtherResult(_tidy(row["total"]), _tidy(row["possible"]))
        found[row["scheme__code"], row["subject_code"]] = result
        if row["cadre_code"] and row["team_code"]:
            person = f"{row['cadre_code']}@{row['team_code']}"
            found[row["scheme__code"], person] = result
    return found


def _tidy(number):
    """Without the idle zeros of the column."""
    return None if number is None else Decimal(number_text(number))
