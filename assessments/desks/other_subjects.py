"""The other subjects of a period on the county desk: townships, units, teams, cadres."""

from collections import defaultdict

from assessments.cards import scores
from assessments.drilldown import Figure, results
from assessments.schemes.models.schemes import SubjectKind

ORDER = (SubjectKind.TOWNSHIP, SubjectKind.UNIT, SubjectKind.TEAM, SubjectKind.CADRE)


def other_subjects(user, period):
    """[{kind, scheme, mean, lowest, graded, waiting}] of the schemes that do not assess villages;
    one query."""
    cards = scores.scored(scores.current(user)).of_period(period)
    cards = cards.filter(scheme__subject__in=ORDER)
    found = defaultdict(list)
    for subject, code, score in cards.order_by().values_list(
        "scheme__subject", "scheme__code", "score"
    ):
        found[ORDER.index(subject), code].append(score)
    return [
        _line(ORDER[place], code, period, each) for (place, code), each in sorted(found.items())
    ]


def _line(kind, code, period, all_scores):
    known = [score for score in all_scores if score is not None]
    graded = results(code, period, state="scored")
    return {
        "kind": kind.label,
        "scheme": code,
        "href": results(code, period),
        "mean": Figure(scores.mean(known), graded),
        "lowest": Figure(min(known, default=None), results(code, period, sort="score")),
        "graded": Figure(len(known), graded),
        "waiting": Figure(len(all_scores) - len(known), results(code, period, state="waiting")),
    }
