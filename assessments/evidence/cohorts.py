"""Who is assessed: the subjects of one kind in one period, and who stands behind each (SCORING §1).

A cohort is read with a fixed number of SELECTs, whatever the size of the county.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q

from accounts.access import within
from assessments.scoring import Subject
from cadres.models import Cadre, Posting, Unit
from villages.models import Township, Village, VillageClass
from villages.models.places import short_name

from .models import Fact
from .rosters import Roster


@dataclass(frozen=True)
class Member:
    """A subject and where its card belongs."""

    subject: Subject
    area_code: str
    cadre: str = ""
    team: str = ""
    unit: str = ""

    @property
    def code(self):
        return self.subject.code

    def called(self, name, class_name):
        """The same subject by the name and class that a published card gives it."""
        return replace(self, subject=replace(self.subject, name=name, class_name=class_name))


class Cohort(Roster):
    """The subjects of `kind` (a SubjectKind value) in a county and a Quarter or Year."""

    @cached_property
    def members(self):
        """{subject code: Member} in the order of the codes."""
        members = map(self._as_published, getattr(self, f"_{self.kind}s")())
        return {member.code: member for member in members if self.person in ("", member.cadre)}

    def _as_published(self, member):
        """Names, and classes without dates, are those of the period; a village's has dates."""
        if member.code not in self.published:
            return member
        name, class_name = self.published[member.code]
        return member.called(
            name, member.subject.class_name if self.kind == "village" else class_name
        )

    @property
    def subjects(self):
        return [member.subject for member in self.members.values()]

    @cached_property
    def _team_of_village(self):
        """{village: its team}; of several the newest batch's."""
        teams = sorted(self.teams.values(), key=lambda team: (team.first or date.min, team.code))
        return {team.village: team.code for team in teams}

    @cached_property
    def _unit_of_team(self):
        """{team: the unit of its leader, or of whoever came first}."""
        units = {}
        for stay in sorted(self.stays, key=lambda stay: stay.role == Posting.Role.LEADER):
            if stay.role == Posting.Role.LEADER or stay.team not in units:
                units[stay.team] = stay.unit
        return units

    def _related(self, village, team=""):
        team = team or self._team_of_village.get(village, "")
        related = {"village": village, "township": village[:9]}
        if team:
            related["team"] = team
        if unit := self._unit_of_team.get(team):
            related["unit"] = unit
        return related

    def _villages(self):
        classes = dict(
            VillageClass.objects.filter(within("village_id", self.county))
            .on(self.last)
            .order_by("since", "pk")
            .values_list("village_id", "name")
        )
        villages = Village.objects.within(self.county).order_by("code")
        for code, name in villages.values_list("code", "name"):
            class_name, related = classes.get(code, ""), self._related(code)
            yield Member(
                Subject(code, short_name(name), class_name, None, related),
                code,
                team=related.get("team", ""),
            )

    def _townships(self):
        rows = Township.objects.within(self.county).order_by("code")
        for code, name, class_name in rows.values_list("code", "name", "class_name"):
            yield Member(Subject(code, name, class_name, None, {"township": code}), code)

    def _units(self):
        rows = Unit.objects.filter(county=self.county).order_by("code")
        for code, name, class_name, township in rows.values_list(
            "code", "name", "class_name", "township_id"
        ):
            related = {"unit": code} | ({"township": township} if township else {})
            subject = Subject(code, name, class_name, None, related)
            yield Member(subject, township or self.county, unit=code)

    def _teams(self):
        in_team = defaultdict(list)
        for stay in self.stays:
            in_team[stay.team].append(stay)
        for team in self.teams.values():
            served = len(calendar_days(in_team[team.code])) if team.code in in_team else None
            related = self._related(team.village, team.code)
            name = f"{short_name(team.village_name)}工作队"
            yield Member(
                Subject(team.code, name, team.class_name, served, related),
                team.village,
                team=team.code,
                unit=related.get("unit", ""),
            )

    def _cadres(self):
        yield from sorted(
            [*self._posted_cadres(), *self._cadres_known_by_facts()], key=lambda member: member.code
        )

    @cached_property
    def _shared_cadres(self):
        """Those posted to more than one team in the period: one card each, CODE@TEAM."""
        teams = defaultdict(set)
        for stay in self.stays:
            teams[stay.cadre].add(stay.team)
        return {cadre for cadre, posted in teams.items() if len(posted) > 1}

    def cadre_subject(self, stay):
        return f"{stay.cadre}@{stay.team}" if stay.cadre in self._shared_cadres else stay.cadre

    def _posted_cadres(self):
        together = defaultdict(list)
        for stay in self.stays:
            together[self.cadre_subject(stay)].append(stay)
        for code, stays in together.items():
            newest = stays[-1]
            days = len(calendar_days(stays))
            place = f"（{short_name(newest.village_name)}）" if "@" in code else ""
            related = self._related(newest.village, newest.team) | {"unit": newest.unit}
            subject = Subject(code, newest.person + place, newest.class_name, days, related)
            yield Member(subject, newest.village, newest.cadre, newest.team, newest.unit)

    def _cadres_known_by_facts(self):
        """People never posted of whom a table of the period speaks all the same."""
        told = self.recorded().values("subject_code")
        rows = Cadre.objects.filter(
            Q(unit__county=self.county), Q(code__in=told), postings__isnull=True
        )
        for code, name, unit, township in rows.values_list(
            "code", "name", "unit_id", "unit__township_id"
        ):
            related = {"unit": unit} | ({"township": township} if township else {})
            subject = Subject(code, name, "", None, related)
            yield Member(subject, township or self.county, cadre=code, unit=unit)

    def recorded(self):
        """Facts of the period that may speak of the subjects."""
        facts = Fact.objects.of_period(self.period)
        if self.person:
            return facts.filter(
                Q(subject_code=self.person) | Q(subject_code__startswith=f"{self.person}@")
            )
        return facts.within(self.county)

    def owner(self, stay):
        """The subject to which a posting belongs; it may be none of the members."""
        match self.kind:
            case "village":
                return stay.village
            case "township":
                return stay.village[:9]
            case "team":
                return stay.team
            case "unit":
                return stay.unit
        return self.cadre_subject(stay)

    @cached_property
    def staffed(self):
        """{subject: its stays} of the subjects with at least one posting in the period."""
        stays = defaultdict(list)
        for stay in self.stays:
            if (owner := self.owner(stay)) in self.members:
                stays[owner].append(stay)
        return stays

    @cached_property
    def windows(self):
        """{village: [(subject, first day, last day)]}: whose an event in a village is.

        The village and its township have the whole period, a team the days of its batch, a cadre
        and a unit the days of their postings there.
        """
        windows = defaultdict(list)
        if self.kind in {"village", "township"}:
            for member in self.members.values() if self.kind == "village" else ():
                windows[member.code].append((member.code, self.first, self.last))
            for village in self.villages if self.kind == "township" else ():
                windows[village].append((village[:9], self.first, self.last))
        elif self.kind == "team":
            for team in self.teams.values():
                first, last = team.first or self.first, team.last or self.last
                windows[team.village].append((team.code, first, last))
        else:
            for subject, stays in self.staffed.items():
                for stay in stays:
                    windows[stay.village].append((subject, stay.first, stay.last))
        return windows

    @cached_property
    def villages(self):
        """The codes of all villages of the area."""
        return list(Village.objects.within(self.area).values_list("code", flat=True))

    def owners(self, village, day):
        """The subjects to which something that happened in a village on a day belongs."""
        return {
            subject
            for subject, first, last in self.windows.get(village, ())
            if first <= day <= last
        }

    @cached_property
    def homes(self):
        """{subject: {village}}: the villages whose state stands for the subject."""
        homes = defaultdict(set)
        for village, windows in self.windows.items():
            for subject, _first, _last in windows:
                homes[subject].add(village)
        return homes


def calendar_days(stays):
    """The days on which at least one of the stays is in force, as ordinals."""
    return set().union(
        *(range(stay.first.toordinal(), stay.last.toordinal() + 1) for stay in stays)
    )
