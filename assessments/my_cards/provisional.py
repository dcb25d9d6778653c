"""试算: where a cadre stands in the quarter that runs, by the records so far.

The same path as a county run, for one person and without writing: a small, constant number of
SELECTs. Ranks, grades and outcomes are left to the county's run.
"""

from assessments.evidence import Cohort
from assessments.grading.drafts import Draft
from assessments.schemes.models.schemes import Scheme, SubjectKind
from assessments.schemes.refusals import GradingRefused
from assessments.schemes.standing_versions import StandingVersions
from assessments.scoring.registry import BY_NAME
from cadres.models import Posting
from cadres.periods import Quarter


class OwnDraft(Draft):
    """A Draft of one person's cards (`own`), held against nothing and never saved."""

    def __init__(self, scheme, period, person, version=None):
        self.person = person
        super().__init__(scheme, period, version=version)
        own = (found for found in self.cards if found.cadre_code == person)
        self.own = [self._unranked(self.card(found)) for found in own]

    def _cohort(self):
        person = "" if looks_at_others(self.table) else self.person
        return Cohort(self.scheme.county_id, self.scheme.subject, self.period, person)

    def _stored(self):
        return {}

    def _unranked(self, card):
        card.rank = card.class_size = card.bottom = None
        card.grade, card.grade_name, card.outcomes = "", "", []
        return card


def looks_at_others(table):
    """Whether a line's points depend on what others of the class have."""
    return any(BY_NAME[rule.method].needs_class or rule.na.kind == "mean" for rule in table.scored)


def provisional_drafts(cadre, today):
    """[OwnDraft] of the quarter that holds `today`, one for each scheme of its year for cadres;
    [] when the cadre is not posted on any day of it."""
    quarter = Quarter.of(today)
    posted = Posting.objects.filter(cadre=cadre).during(quarter.first_day, quarter.last_day)
    if not posted.exists():
        return []
    drafts = [_draft(cadre, version, quarter) for version in _versions(cadre, quarter)]
    return [draft for draft in drafts if draft]


def _versions(cadre, quarter):
    """The versions under which the schemes that assess the county's cadres in a quarter stand."""
    schemes = Scheme.objects.filter(county=cadre.unit.county_id, subject=SubjectKind.CADRE)
    standing = StandingVersions(schemes)
    versions = [standing.of(scheme, quarter) for scheme in standing.newest]
    return [version for version in versions if version.table.year in (None, quarter.year)]


def _draft(cadre, version, quarter):
    """None for a scheme that scores by the year only."""
    try:
        return OwnDraft(version.scheme, quarter, cadre.code, version)
    except GradingRefused:
        return None
