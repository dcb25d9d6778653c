"""Commitments that fell due, and votes."""

from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import number, percent

from .units_and_lists import BALLOTS, COMMITMENT_LIST, ITEMS, PROMISED, VOTES, due_in


def promises_standing(state):
    return lambda first, last: due_in(first, last) | {"state": state}


@number(
    "commitments.due",
    _("public commitments due"),
    ITEMS,
    PROMISED,
    COMMITMENT_LIST,
    promises_standing("counted"),
)
def commitments_due(body):
    return len(body.commitments)


@number(
    "commitments.kept",
    _("public commitments kept"),
    ITEMS,
    PROMISED,
    COMMITMENT_LIST,
    promises_standing("kept"),
)
def commitments_kept(body):
    return sum(promise.is_kept for promise in body.commitments)


@number("reviews.ballots", _("ballots on the reports of this half year"), BALLOTS, VOTES)
def ballots(body):
    return sum(review.ballots for review in body.reviews) or None


@number("reviews.content", _("ballots satisfied or fairly satisfied"), BALLOTS, VOTES)
def content(body):
    return sum(review.content for review in body.reviews) if body.reviews else None


@number(
    "reviews.rate",
    _("share satisfied or fairly satisfied"),
    "%",
    VOTES,
    of=("reviews.content", "reviews.ballots"),
)
def content_rate(body):
    return percent(content(body) or 0, ballots(body))
