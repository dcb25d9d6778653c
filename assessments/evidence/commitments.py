"""Promises that fell due in the period, and how those who heard the report voted (S2)."""

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from cadres.models import Commitment, DutyReview

from . import measures
from .readers import LOCAL, amount, count_where, once_per_cohort, rate, reader, tally

PROMISES = {"clause": "村社区意见 公开承诺", "kinds": LOCAL, "opens": "cadres:commitment_list"}
PUBLIC = (Commitment.State.PUBLISHED, Commitment.State.KEPT, Commitment.State.BROKEN)
BALLOTS = ("satisfied", "fairly", "dissatisfied")


@once_per_cohort
def due_promises(cohort):
    """{subject: {due, kept}} of published promises whose day fell into the period; a promise counts
    as kept when it was settled so by that day."""
    in_time = Q(state=Commitment.State.KEPT, settled_on__lte=F("due_on"))
    rows = (
        Commitment.objects.within(cohort.area)
        .filter(state__in=PUBLIC, due_on__range=(cohort.first, cohort.last))
        .order_by()
        .values_list("village_id", "due_on")
        .annotate(**count_where(due=None, kept=in_time))
    )
    return tally(cohort, ("due", "kept"), rows)


@reader("commitments.due", _("Promises due"), unit=measures.ITEMS, **PROMISES)
def due(cohort):
    return {code: amount(found["due"]) for code, found in due_promises(cohort).items()}


@reader("commitments.kept_rate", _("Share of promises kept in time"), unit="%", **PROMISES)
def kept_rate(cohort):
    def value(found):
        said = f"应兑现 {found['due']} 项，按时兑现 {found['kept']} 项"
        return rate(found["kept"], found["due"], said, "本期没有到期的承诺")

    return {code: value(found) for code, found in due_promises(cohort).items()}


@reader("commitments.satisfied_rate", _("Satisfied with the report"), unit="%", **PROMISES)
def satisfied_rate(cohort):
    """Ballots that say satisfied or fairly satisfied, of all."""
    rows = (
        DutyReview.objects.within(cohort.area)
        .during(cohort.first, cohort.last)
        .order_by()
        .values_list("village_id", "on")
        .annotate(**{f"n_{name}": Sum(name) for name in BALLOTS})
    )

    def value(found):
        content, all_ = found["satisfied"] + found["fairly"], sum(found.values())
        said = f"收回 {all_} 票，满意和基本满意 {content} 票"
        return rate(content, all_, said, "本期没有述职测评")

    return {code: value(found) for code, found in tally(cohort, BALLOTS, rows).items()}
