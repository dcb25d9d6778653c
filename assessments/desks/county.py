"""The county desk: where the county stands in a period, and on whom it waits.

Scores come from one reading of stored cards (`scores.read`); nothing is computed live. Every number
carries the address of the list that adds up to it.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import Count, F, Min, Q
from django.db.models.functions import Substr

from assessments.cards import scores
from assessments.drilldown import Figure, link, results
from assessments.schemes.periods import order
from cadres.models import Leave, Matter, Posting, QuarterlyReport, WorkTeam
from cadres.periods import Quarter
from villages.models import ProgrammeRule, Township

from .report_holders import report_state

COLUMNS = 4  # periods side by side in the grid


def rules():
    """{code: Decimal} of the numbers that a desk needs; one query."""
    return dict(
        ProgrammeRule.objects.filter(code__in=["warning_line", "leave_township_days"]).values_list(
            "code", "value"
        )
    )


def selected_period(user, wanted):
    """(series, period, all periods newest first) of village scores; None without any card."""
    found = scores.periods(scores.village_cards(user))
    series = next((name for name, each in found.items() if wanted in each), next(iter(found), None))
    if series is None:
        return None, None, []
    period = wanted if wanted in found[series] else found[series][0]
    return series, period, found[series]


def latest_alike(period, among):
    """The latest periods of the same length up to `period`, oldest first."""
    same = [each for each in among if type(each) is type(period) and order(each) <= order(period)]
    return same[:COLUMNS][::-1]


class CountyDesk:
    """Everything on the page for one Quarter or Year; a constant number of SELECTs."""

    def __init__(self, user, series, period, among, today):
        self.user, self.period, self.today = user, period, today
        self.quarter = period.quarters()[-1]  # whose reports belong to the period
        self.columns = latest_alike(period, among)
        self.rules = rules()
        self.line = self.rules["warning_line"].normalize().quantize(Decimal(1))
        cards = scores.village_cards(user).filter(scheme__series=series)
        self.rows = scores.read(cards.filter(period__in=map(str, self.columns)))
        self.now = [row for row in self.rows if row.period == period]
        self.schemes = {row.period: row.scheme for row in self.rows}

    def results(self, period=None, **filters):
        period = period or self.period
        return results(self.schemes[period], period, **filters)

    # What the scores say ------------------------------------------------------------------------

    def summary(self):
        """The four figures of the block on village scores."""
        found = scores.scores_of(self.now)
        before = self.columns[-2] if len(self.columns) > 1 else None
        past = scores.scores_of([row for row in self.rows if row.period == before])
        return {
            "mean": Figure(scores.mean(found), self.results(state="scored")),
            "median": scores.median(found),
            "below": Figure(sum(s < self.line for s in found), self.results(range_to=self.line)),
            "graded": Figure(len(found), self.results(state="scored")),
            "waiting": Figure(len(self.now) - len(found), self.results(state="waiting")),
            "before": Figure(scores.mean(past), self.results(before, state="scored"))
            if before
            else None,
        }

    def distribution(self):
        return [
            (
                low,
                high - 1,
                Figure(count, self.results(range_from=low, range_to=high)),
                high <= self.line,
            )
            for low, high, count in scores.bands(scores.scores_of(self.now))
        ]

    def below(self, most=8):
        low = [row for row in self.now if row.score is not None and row.score < self.line]
        return sorted(low, key=lambda row: (row.score, row.code))[:most]

    def classes(self):
        """The leaders and the tail of each class, with the address of the whole class."""
        found = scores.by_class(self.now)
        for each in found:
            each["href"] = self.results(class_name=each["name"], sort="rank")
        return found

    # Township × period --------------------------------------------------------------------------

    def grid(self):
        """One row per township, and the county's below; means are no rank of townships."""
        matters, reports = self.matters, {r.township_id: r for r in self.reports if r.township_id}
        towns = (
            Township.objects.visible_to(self.user).annotate(size=Count("villages")).order_by("code")
        )
        self.towns = list(towns)
        self.town_names = {town.code: str(town) for town in self.towns}
        by_town = {}
        for row in self.rows:
            by_town.setdefault((row.township, row.period), []).append(row)
        means = {key: scores.mean(scores.scores_of(rows)) for key, rows in by_town.items()}
        self.bounds = scores.cuts([value for value in means.values() if value is not None])
        lines = [
            self._line(town, by_town, means, matters.get(town.code), reports.get(town.code))
            for town in self.towns
        ]
        return sorted(lines, key=lambda line: (line["sort"] is None, line["sort"] or 0))

    def _line(self, town, by_town, means, matters, report):
        now = by_town.get((town.code, self.period), [])
        return {
            "name": str(town),
            "href": link("villages:township_page", town.code),
            "villages": Figure(town.size, link("villages:village_list", township=town.code)),
            "cells": [self._cell(town.code, period, means) for period in self.columns],
            "below": self._below(now, township=town.code),
            "entry": self._entry(now, township=town.code),
            "matters": self._on_time(matters, township=town.code),
            "report": report_state(report, self.today),
            "sort": means.get((town.code, self.period)),
        }

    def _cell(self, town, period, means):
        value = means.get((town, period))
        if period not in self.schemes:
            return {"mean": None}
        href = self.results(period, township=town)
        if value is None:
            return {"mean": None, "href": href, "waits": (town, period) in means}
        return {"mean": value, "shade": scores.shade(value, self.bounds), "href": href}

    def _below(self, rows, **filters):
        count = sum(score < self.line for score in scores.scores_of(rows))
        return Figure(count, self.results(range_to=self.line, **filters))

    def _entry(self, rows, **filters):
        """Cards that still wait for somebody's entry."""
        count = len(rows) - len(scores.scores_of(rows))
        return Figure(count, self.results(state="waiting", **filters))

    def _on_time(self, matters, **filters):
        """Share answered in time of what fell due and is decided; None when nothing was."""
        if not matters or not (matters["on_time"] + matters["late"]):
            return None
        settled = matters["on_time"] + matters["late"]
        percent = Decimal(matters["on_time"] * 100) / settled
        percent = percent.quantize(Decimal(1), ROUND_HALF_UP)
        return Figure(percent, self.matter_link(**filters))

    def foot(self):
        """The county's line under the grid."""
        means = {period: self._mean_of(period) for period in self.columns}
        return {
            "villages": Figure(
                sum(town.size for town in self.towns), link("villages:village_list")
            ),
            "cells": [
                (means[p], self.results(p, state="scored"))
                for p in self.columns
                if p in self.schemes
            ],
            "below": self._below(self.now),
            "entry": self._entry(self.now),
            "matters": self._on_time(self.matter_totals()),
        }

    def _mean_of(self, period):
        return scores.mean(scores.scores_of([row for row in self.rows if row.period == period]))

    # What the records say -----------------------------------------------------------------------

    def matter_link(self, **filters):
        """Matters whose answer fell due in the period."""
        days = {"due_from": self.period.first_day, "due_until": self.period.last_day}
        return link("cadres:matter_list", **days, **filters)

    @cached_property
    def matters(self):
        """{township code: {due, on_time, late, county, held}}; one query.

        The first three count what fell due in the period, `county` what the county holds now.
        """
        due = Q(due_on__range=(self.period.first_day, self.period.last_day))
        late = Q(closed_on__gt=F("due_on")) | Q(closed_on__isnull=True, due_on__lt=self.today)
        mine = Q(closed_on__isnull=True, holder=Matter.Holder.COUNTY)
        grouped = (
            Matter.objects.visible_to(self.user)
            .order_by()
            .annotate(town=Substr("village_id", 1, 9))
            .values("town")
            .annotate(
                due=Count("pk", filter=due),
                on_time=Count("pk", filter=due & Q(closed_on__lte=F("due_on"))),
                late=Count("pk", filter=due & late),
                county=Count("pk", filter=mine),
                held=Min("held_since", filter=mine),
            )
        )
        return {each.pop("town"): each for each in grouped}

    def matter_totals(self):
        keys = ("due", "on_time", "late", "county")
        return {key: sum(each[key] for each in self.matters.values()) for key in keys}

    def matter_figures(self):
        """The totals with the addresses of their lists and the share answered in time."""
        totals, share = self.matter_totals(), self._on_time(self.matter_totals())
        return totals | {
            "percent": share and share.value,
            "due_href": self.matter_link(),
            "on_time_href": self.matter_link(standing="on_time"),
            "late_href": self.matter_link(standing="late"),
            "county_href": link("cadres:matter_list", holder=Matter.Holder.COUNTY),
        }

    @cached_property
    def _all_reports(self):
        """Reports of the quarter, and all that wait for review; one query."""
        found = QuarterlyReport.objects.visible_to(self.user).filter(
            Q(period=str(self.quarter)) | Q(state=QuarterlyReport.State.SUBMITTED)
        )
        return list(found.select_related("township", "unit", "reviewer").defer("sections"))

    @property
    def reports(self):
        """The reports of the quarter."""
        return [report for report in self._all_reports if report.period == str(self.quarter)]

    def awaiting(self):
        """Reports of any quarter that wait for review."""
        return [r for r in self._all_reports if r.state == QuarterlyReport.State.SUBMITTED]

    def people(self):
        """Who is posted and present today, and the seats that are vacant; four queries."""
        postings = Posting.objects.visible_to(self.user).on(self.today).order_by()
        posted = postings.values("pk").distinct().count()
        away = Leave.objects.visible_to(self.user).away(self.today).count()
        here = postings.at_work(self.today).count()
        teams = WorkTeam.objects.visible_to(self.user).in_force(self.today)
        seats = teams.with_people(self.today).order_by().values_list("size", "actual")
        return {
            "day": self.today,
            "posted": posted,
            "away": away,
            "present": here,
            "teams": len(seats),
            "vacant": sum(max(size - actual, 0) for size, actual in seats if size),
            "posted_href": link("cadres:posting_list", now="true"),
            "away_href": link("cadres:leave_list", now="true"),
            "present_href": link("cadres:posting_list", at_work="true"),
            "teams_href": link("cadres:team_list", now="true"),
            "vacant_href": link("cadres:team_list", now="true", short="true"),
        }

    @property
    def is_quarter(self):
        return isinstance(self.period, Quarter)
