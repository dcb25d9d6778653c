"""评分录入: which lines a person scores, for whom, and saving a sheet of them all or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import ledger
from assessments.drilldown import link
from assessments.evidence import Cohort
from assessments.evidence.models import Fact
from assessments.schemes.models.schemes import Scheme, SubjectKind
from assessments.schemes.periods import begun, kind
from assessments.schemes.standing_versions import StandingVersions
from assessments.scoring import FactValue
from cadres.periods import Quarter, Year
from villages.models import Township

# How a table names the people who are no office of their own (SCORING §2: "a role or an office").
ROLE_WORDS = {
    "township": {"township", "乡镇党委", "乡镇", "镇党委", "镇"},
    "unit": {"unit", "派出单位"},
    "scorer": {"scorer"},
    "county": set(),
}
NOT_APPLICABLE = "不涉及"
LOCAL = {SubjectKind.VILLAGE, SubjectKind.TOWNSHIP, SubjectKind.TEAM}


def may_enter(user, rule):
    """Whether this user supplies the line: the county any, others those that name them."""
    if user.role == "county":
        return bool(rule.scorer)
    named = {
        name.strip() for name in rule.scorer.replace("，", "、").replace(",", "、").split("、")
    }
    return bool(named & (ROLE_WORDS.get(user.role, set()) | {user.office}) - {""})


def is_entered(rule):
    """A leaf or veto whose fact no reader supplies (a dot names a reader, SCORING §1)."""
    return bool(rule.fact) and "." not in rule.fact and (rule.is_leaf or rule.level == "veto")


def sheets_asked_for(user, today):
    """[(Scheme row, Quarter or Year, compiled scheme)] of what is open now in the user's county."""
    versions = StandingVersions(Scheme.objects.visible_to(user))
    return [
        (newest.scheme, period, versions.of(newest.scheme_id, period).table)
        for newest in versions.newest.values()
        for period in open_periods(newest.table, today)
    ]


def lines_for(user, table, period):
    """The rules of a compiled scheme that the user enters for a Quarter or Year."""
    return [
        rule
        for rule in table.rules
        if rule.period == kind(period) and is_entered(rule) and may_enter(user, rule)
    ]


def members_for(user, cohort):
    """The subjects of a cohort in the user's scope."""
    if user.role == "unit":
        units = set(user.liaison_units.values_list("code", flat=True))
        return [member for member in cohort.members.values() if member.unit in units]
    return [m for m in cohort.members.values() if m.area_code.startswith(user.area_code)]


def open_periods(table, today):
    """What is asked for now: the quarter before, this quarter, and the year in its last one."""
    now = Quarter.of(today)
    year = Year(today.year if now.number == 4 else today.year - 1)
    of_table = begun(table.year or today.year, today)
    return [each for each in (now.previous(), now, year) if each in of_table]


@dataclass
class EntryLine:
    """One sheet of a desk: a scheme's lines of a period, and how many values are still missing."""

    scheme: Scheme
    period: object
    lines: list
    wanted: int
    missing: int
    href: str

    @property
    def entered(self):
        return self.wanted - self.missing


def entry_lines(user, today):
    """[EntryLine] of everything the user is asked for now, the most wanting first."""
    found, cohorts = [], {}
    for scheme, period, table in sheets_asked_for(user, today):
        if rules := lines_for(user, table, period):
            key = scheme.county_id, scheme.subject, period
            cohort = cohorts.setdefault(key, cohort_for(user, scheme, period))
            found.append(_entry_line(members_for(user, cohort), scheme, period, rules))
    found = [each for each in found if each.wanted]
    return sorted(found, key=lambda each: (not each.missing, each.period.last_day))


def cohort_for(user, scheme, period):
    """The subjects of a period, of a place no more than the township's own if the user is one's: a
    village, a township, a team takes nothing from outside; a cadre, a unit may."""
    near = user.role == "township" and scheme.subject in LOCAL
    return Cohort(user.area_code if near else scheme.county_id, scheme.subject, period)


def _entry_line(members, scheme, period, rules):
    wanted = {
        (m.code, rule.fact) for rule in rules for m in members if rule.applies.admits(m.subject)
    }
    codes = [code for rule in rules for code in (rule.fact, *rule.fact_codes)]
    facts = Fact.objects.of_period(period).filter(
        code__in=codes, subject_code__in=[m.code for m in members]
    )
    bare = {code: rule.fact for rule in rules for code in (rule.fact, *rule.fact_codes)}
    have = {(subject, bare[code]) for subject, code in facts.values_list("subject_code", "code")}
    return EntryLine(
        scheme,
        period,
        rules,
        len(wanted),
        len(wanted - have),
        link("assessments:fact_entry", scheme.code, period),
    )


@dataclass
class Cell:
    """One value of the sheet: what stands (`was`), what was typed, and why it is refused."""

    name: str
    label: str
    was: str = ""
    typed: str = ""
    fault: str = ""
    fact: Fact | None = None
    applies: bool = True

    @property
    def touched(self):
        return self.applies and self.typed != self.was


@dataclass
class EntryRow:
    member: object
    cells: list = field(default_factory=list)
    reason: str = ""
    fault: str = ""


class Sheet:
    """Subjects × lines of a scheme and period, for one township (or everybody)."""

    def __init__(self, user, scheme, table, period, township=""):
        self.user, self.scheme, self.table, self.period = user, scheme, table, period
        self.rules = lines_for(user, table, period)
        self.columns = [(rule, code) for rule in self.rules for code in rule.fact_codes]
        everybody = members_for(user, cohort_for(user, scheme, period))
        self.townships = self._townships(everybody)
        known = [code for code, _name, _size in self.townships]
        self.township = township if township in known else next(iter(known), "")
        self.members = [m for m in everybody if m.area_code[:9] == self.township]
        self.rows = []
        self.faults = []

    def _townships(self, everybody):
        sizes = Counter(member.area_code[:9] for member in everybody)
        names = dict(Township.objects.filter(code__in=sizes).values_list("code", "name"))
        return [(code, names.get(code, ""), sizes[code]) for code in sorted(sizes)]

    def stored(self, facts):
        """{(subject, code): Fact} of the sheet; one query."""
        found = facts.of_period(self.period).filter(
            subject_code__in=[member.code for member in self.members],
            code__in=[code for _rule, code in self.columns] + [rule.fact for rule in self.rules],
        )
        return {(fact.subject_code, fact.code): fact for fact in found}

    def read(self):
        """Fill the rows with what is stored."""
        return self._fill(lambda cell, fact: setattr(cell, "typed", cell.was), Fact.objects.all())

    def bind(self, data):
        """Fill the rows with what was typed; True when all of it may be saved.

        Needs a transaction: what is compared with the typed values stays locked until it ends.
        """

        def typed(cell, fact):
            cell.typed = data.get(cell.name, "").strip()
            opened = data.get(f"was-{cell.name}", "")
            if cell.typed == opened:
                cell.typed = cell.was
            elif cell.touched and opened != cell.was:
                self._refuse(cell, self._changed_meanwhile(fact))

        self._fill(typed, Fact.objects.select_for_update())
        for row in self.rows:
            row.reason = " ".join(data.get(f"reason-{row.member.code}", "").split())
            self._check(row)
        return not self.faults

    def _fill(self, put, facts):
        stored = self.stored(facts)
        for member in self.members:
            row = EntryRow(member)
            for number, (rule, code) in enumerate(self.columns):
                fact = stored.get((member.code, code))
                cell = Cell(f"v-{member.code}-{number}", rule.name, text_of(fact), fact=fact)
                cell.applies = rule.applies.admits(member.subject)
                put(cell, fact)
                row.cells.append(cell)
            self.rows.append(row)
        return self

    def _changed_meanwhile(self, fact):
        if fact is None:
            return _("Somebody took this value out meanwhile. Save again if yours is right.")
        return _("%(who)s entered %(value)s meanwhile. Save again if yours is right.") % {
            "who": fact.entered_by,
            "value": text_of(fact),
        }

    def _check(self, row):
        for (_rule, code), cell in zip(self.columns, row.cells, strict=True):
            if not cell.touched or not cell.typed or cell.fault:
                continue
            value = FactValue.of(cell.typed)
            fault = self.table.check_fact(code, value)
            if fault is not None:
                self._refuse(cell, fault.message(get_language() or "zh"))
            elif value.na and not row.reason:
                self._refuse(cell, _("Say why it does not apply, at the end of the row."))

    def _refuse(self, cell, words):
        cell.fault = words
        self.faults.append(cell)

    @transaction.atomic
    def save(self, by):
        """Write every touched cell with its ledger row; returns how many."""
        changes = [
            self._write(row, code, cell, by)
            for row in self.rows
            for (_rule, code), cell in zip(self.columns, row.cells, strict=True)
            if cell.touched
        ]
        for action, group in groupby(sorted(changes, key=lambda c: c[0]), key=lambda c: c[0]):
            ledger.record_many(by, action, [change[1:4] for change in group], note=self.scheme.code)
        for _action, fact, _before, after in changes:
            if not after:
                fact.delete()
        return len(changes)

    def _write(self, row, code, cell, by):
        fact = cell.fact
        before = ledger.snapshot(fact) if fact else {}
        if not cell.typed:
            return "delete", fact, before, {}
        fact = fact or Fact(
            area_code=row.member.area_code,
            period=str(self.period),
            subject_code=row.member.code,
            code=code,
        )
        value = FactValue.of(cell.typed)
        fact.not_applicable = value.na
        fact.value = "" if value.na else cell.typed
        fact.source = row.reason if value.na else _("Entered by %(who)s") % {"who": by.office or by}
        fact.entered_by, fact.confirmed_by, fact.row = str(by), "", None
        fact.version += 1 if before else 0
        fact.save()
        return "update" if before else "create", fact, before, ledger.snapshot(fact)


def text_of(fact):
    """A stored fact as it is typed: its value, 不涉及, or nothing."""
    if fact is None:
        return ""
    return NOT_APPLICABLE if fact.not_applicable else fact.value
