"""The work team on the pages of a village (villages/panels.py).

Who may see a team sees its people; nothing here is shown that its own page would not show.
"""

import django_tables2 as tables
from django.db.models import OuterRef, Q, Subquery, Sum, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.registry import NumberColumn
from accounts.roles import PROGRAMME
from cadres.attendance.presence import READ, presence
from cadres.leaders.models.links import LeaderLink
from cadres.periods import Quarter
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.models.teams import WorkTeam
from villages.panels import ASIDE, FACTS, ListColumn, Panel, add_column, add_panel

RANKS = {role: at for at, role in enumerate(Posting.Role.values)}


class PostedColumn(NumberColumn):
    """In post of planned, 2 / 3; red when somebody is missing."""

    def render(self, record):
        planned = "—" if record.planned is None else record.planned
        short = record.planned is not None and record.in_post < record.planned
        shown = '<span class="bad">{}</span> / {}' if short else "{} / {}"
        return format_html(shown, record.in_post, planned)

    def value(self, record):
        return record.in_post

    def render_footer(self, bound_column, table):
        totals = table.totals
        return f"{totals['all_in_post'] or 0} / {totals['all_planned'] or 0}"


def teams_of(user):
    """The teams of today that this user sees."""
    return WorkTeam.objects.visible_to(user).in_force(timezone.localdate())


def with_team(villages, user):
    """Annotates `in_post` and `planned`, None without a team, and `leader`."""
    teams = teams_of(user).filter(village=OuterRef("pk")).order_by("-batch__code")
    people = Posting.objects.on(timezone.localdate()).filter(team__village=OuterRef("pk"))
    people = people.filter(team__in=teams_of(user).values("pk"))
    leader = people.filter(role=Posting.Role.LEADER).order_by("since")
    staffed = teams.with_people(timezone.localdate())
    return villages.annotate(
        in_post=Subquery(staffed.values("actual")[:1]),
        planned=Subquery(teams.values("size")[:1]),
        leader=Subquery(leader.values("cadre__name")[:1]),
    )


class TeamNow:
    """The village's team of today with its people; `team` is None where there is none."""

    def __init__(self, village, user):
        self.user, self.today = user, timezone.localdate()
        self.quarter = Quarter.of(self.today)
        teams = teams_of(user).filter(village=village).select_related("batch")
        self.team = teams.order_by("-batch__code").first()

    @cached_property
    def stays(self):
        """Everybody who was there in this quarter, the leader first."""
        rows = self.team.postings.during(self.quarter.first_day, self.today)
        rows = rows.select_related("cadre__unit", "replaces__cadre")
        return sorted(rows, key=lambda row: (RANKS.get(row.role, len(RANKS)), row.since, row.pk))

    @property
    def people(self):
        """Those in post today."""
        return [row for row in self.stays if row.until is None or row.until >= self.today]

    @property
    def leader(self):
        return next((row for row in self.people if row.role == Posting.Role.LEADER), None)

    @property
    def days(self):
        """(expected, present) person-days of the quarter up to today."""
        prefetch_related_objects(self.stays, *READ)
        return presence(self.stays, self.quarter.first_day, self.today)

    @property
    def openable(self):
        """Codes of the people whose own page this user may open."""
        codes = [row.cadre_id for row in self.people]
        return set(
            Cadre.objects.visible_to(self.user).filter(pk__in=codes).values_list("pk", flat=True)
        )


def team_facts(village, user):
    """The team in a line, and the leaders linked to the village or its township."""
    now = TeamNow(village, user)
    here = Q(village=village) | Q(township=village.township_id)
    links = LeaderLink.objects.visible_to(user).on(now.today).filter(here)
    told = {"links": links.order_by("-of_county", "pk"), "team": now.team}
    return told | {"people": len(now.people), "leader": now.leader} if now.team else told


def team_panel(village, user):
    now = TeamNow(village, user)
    if now.team is None:
        return {"team": None}
    expected, present = now.days
    return {
        "team": now.team,
        "people": now.people,
        "openable": now.openable,
        "quarter": now.quarter,
        "expected": expected,
        "present": present,
    }


def posted_column(user):
    return PostedColumn(verbose_name=_("in post"), accessor="in_post", default="—")


def planned_column(user):
    return tables.Column(verbose_name=_("planned size"), visible=False)


def leader_column(user):
    return tables.Column(verbose_name=_("Team leader"))


totals = {"all_in_post": Sum("in_post"), "all_planned": Sum("planned")}
add_column(ListColumn("posted", posted_column, with_team, totals, PROGRAMME))
add_column(ListColumn("planned", planned_column, roles=PROGRAMME))
add_column(ListColumn("leader", leader_column, roles=PROGRAMME))
add_panel(
    Panel(
        "team_facts",
        _("Work team"),
        "cadres/registry/panel_team_facts.html",
        team_facts,
        FACTS,
        20,
        PROGRAMME,
    )
)
add_panel(
    Panel(
        "team", _("Work team"), "cadres/registry/panel_team.html", team_panel, ASIDE, 10, PROGRAMME
    )
)
