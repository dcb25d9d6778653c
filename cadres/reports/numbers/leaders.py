"""Trainings, and leaders' links and visits."""

from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import number

from .units_and_lists import COURSES, HEADS, PEOPLE, PIECES, TIMES, VISIT_LIST, VISITS


@number("trainings.courses", _("courses attended"), COURSES, _("trainings"), "cadres:training_list")
def courses(body):
    return len({each.training_id for each in body.trainings})


@number("trainings.people", HEADS, HEADS, _("trainings"), "cadres:training_list")
def attendances(body):
    return len(body.trainings)


@number("links.leaders", _("leaders linked"), PEOPLE, _("leader links"), "cadres:link_list")
def leaders(body):
    return len({link.leader for link in body.links})


def of_county_leaders(first, last):
    return {"of_county": "true", "since": first, "until": last}


@number(
    "visits.done",
    _("visits of county leaders in this half year"),
    TIMES,
    VISITS,
    VISIT_LIST,
    of_county_leaders,
    by_half=True,
)
def visits_done(body):
    return len(body.visits)


@number("visits.due", _("visits that county leaders owe in this half year"), TIMES, VISITS)
def visits_due(body):
    return body.visits_due


@number(
    "visits.promised",
    _("promises made on these visits"),
    PIECES,
    VISITS,
    VISIT_LIST,
    of_county_leaders,
    by_half=True,
)
def visits_promised(body):
    return sum(visit.promised for visit in body.visits)


@number(
    "visits.kept",
    _("promises of these visits kept"),
    PIECES,
    VISITS,
    VISIT_LIST,
    of_county_leaders,
    by_half=True,
)
def visits_kept(body):
    return sum(visit.kept for visit in body.visits)
