"""Facts as a table: known subjects, exact values, labels and bounds as the schemes want them."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.access import within
from assessments.evidence import all_readers
from assessments.evidence.models import Fact
from assessments.schemes.models.schemes import Scheme
from assessments.schemes.standing_versions import StandingVersions
from assessments.scoring import FactValue
from cadres.models import Cadre, Unit, WorkTeam
from cadres.periods import parse_period
from villages.models import Township, Village
from villages.tables_in import cells
from villages.tables_in.sheets import Column
from villages.tables_in.table_import import TableImport

from .unread_codes import CodesRead

NOT_APPLICABLE = {"NA", "不涉及"}
MEANT_SO = {"na", "n/a", "不适用", "不涉及。"}


def period(text):
    """A Quarter or Year; refuses anything else."""
    try:
        return parse_period(text)
    except ValueError:
        found = _("%(text)s is not a period.") % {"text": text[:40]}
        raise cells.BadCell(found, _("Write 2026-Q1 or 2026.")) from None


def value(text):
    """A number as it is kept (`12.50` → `12.5`), a label, or NA; a broken number is refused."""
    if text in NOT_APPLICABLE:
        return "NA"
    if text.casefold() in MEANT_SO:
        found = _("%(text)s is not how it is written here.") % {"text": text}
        raise cells.BadCell(found, _("Write %(text)s.") % {"text": "不涉及"})
    if cells.NUMBER.fullmatch(text) or cells.suggested(text):
        return cells.plain(cells.number(whole=15, places=15)(text) + 0)  # no minus before a 0
    return cells.text(80)(text)


class FactsImport(TableImport):
    """Values of subjects by period and code; a row that stands already may change its value.

    `FACT.1` is a scorer's entry, `FACT.优秀` a count of ballots. A reader's code is refused unless
    somebody confirms the row: then it corrects the system's own record.
    """

    kind = "facts"
    label = gettext_lazy("Facts")
    columns = (
        Column("subject_code", "对象代码", cells.text(70)),
        Column("period", "周期", period),
        Column("fact", "数据项", cells.text(80)),
        Column("value", "值", value),
        Column("source", "来源", cells.text(200), optional=True),
        Column("confirmed_by", "确认人", cells.text(80), optional=True),
    )
    example = ("441621102223", "2026-Q1", "environment_score", "27.5", "人居环境现场评分", "")
    notes = (
        gettext_lazy("One row per subject, period and fact."),
        gettext_lazy("Write NA where a fact does not apply, and why as the source."),
        gettext_lazy("A fact that is not known is not zero: leave its row out."),
    )

    def load(self, sheet):
        self.subjects = _Subjects(self.area)
        self.readers = all_readers()
        self.judges = _Judges(self.area)
        periods = {str(row["period"]) for row in sheet.rows if row["period"]}
        facts = Fact.objects.filter(period__in=periods)
        if self.area:
            facts = facts.within(self.area)
        self.facts = {(f.subject_code, f.period, f.code): f for f in self.known(facts)}
        self.has_confirmer = sheet.has("confirmed_by")
        self.remarks = {}  # {what is odd: (its first row, how many rows)}

    def judge(self, row):
        code, fact = row["subject_code"], row["fact"]
        kinds, area = self.subjects.find(code) if code else ((), "")
        if code and not kinds:
            found = _("There is no subject %(code)s here.") % {"code": code}
            remedy = _("Import the places, units, cadres or teams first, or correct the code.")
            self.fault(row, "subject_code", found, remedy)
        if not self.once(row, (code, row["period"], fact), "fact") or not kinds:
            return
        if row["value"] is not None and self._may_stand(row, kinds, area):
            self._put(row, area)
            self._remark(row, kinds, area)

    def _remark(self, row, kinds, area):
        """A warning for each odd code, at the first of its rows."""
        said = self.judges.remark(area, kinds, row["period"], row["fact"])
        if said:
            first, count = self.remarks.get(said, (row.number, 0))
            self.remarks[said] = first, count + 1

    def finish(self):
        for said, (first, count) in self.remarks.items():
            where = _("row %(n)d") if count == 1 else _("row %(n)d and %(more)d more")
            self.warn(f"{where % {'n': first, 'more': count - 1}}: {said}")

    def _may_stand(self, row, kinds, area):
        code = row["fact"]
        if code in self.readers:
            return self._may_correct(row)
        if refusal := self.judges.refuse(area, kinds, row["period"], code, row["value"]):
            self.fault(row, "value", refusal, "")
            return False
        namespace = code.partition(".")[0]
        is_unknown = "." in code and (
            namespace in _namespaces(self.readers)
            or self.judges.nobody_reads(area, kinds, row["period"], code)
        )
        if is_unknown:
            found = _("%(code)s is no reader of the system.") % {"code": code}
            self.fault(row, "fact", found, _("Correct the code, or import its scheme first."))
        return not is_unknown

    def _may_correct(self, row):
        if row["confirmed_by"]:
            return True
        found = _("%(code)s is answered by the system's own records.") % {"code": row["fact"]}
        remedy = _("Mend the record, or name who confirms this correction.")
        self.fault(row, "confirmed_by" if self.has_confirmer else "fact", found, remedy)
        return False

    def _put(self, row, area):
        key = row["subject_code"], str(row["period"]), row["fact"]
        fact = self.facts.get(key)
        if fact is None:
            fact = Fact(subject_code=key[0], period=key[1], code=key[2], area_code=area)
        na = row["value"] == "NA"
        values = {"value": "" if na else row["value"], "not_applicable": na}
        if row["source"]:
            values["source"] = row["source"]
        if self.has_confirmer:
            values["confirmed_by"] = row.text("confirmed_by")
        if fact._state.adding or any(getattr(fact, name) != new for name, new in values.items()):
            values |= {"entered_by": str(self.by) if self.by else _("Import"), "row": row.number}
            values["entered_at"] = timezone.now()
        self.put(row, fact, **values)


def _namespaces(readers):
    return {name.partition(".")[0] for name in readers}


class _Subjects:
    """What a subject code may stand for, and where the subject belongs."""

    def __init__(self, area):
        self.known = defaultdict(lambda: (set(), ""))
        places = within("code", area) if area else {}
        self._add("township", Township.objects.values_list("code", "code"), places)
        self._add("village", Village.objects.values_list("code", "code"), places)
        units = Unit.objects.values_list("code", "township_id", "county_id")
        self._add("unit", units, within("county_id", area[:6]) if area else {})
        teams = WorkTeam.objects.values_list("code", "village_id")
        self._add("team", teams, within("village_id", area) if area else {})
        cadres = Cadre.objects.values_list("code", "unit__township_id", "unit__county_id")
        self._add("cadre", cadres, within("unit__county_id", area[:6]) if area else {})

    def _add(self, kind, rows, scope):
        for code, *areas in rows.filter(scope) if scope else rows:
            kinds, area = self.known[code]
            self.known[code] = kinds | {kind}, area or next(filter(None, areas))

    def find(self, code):
        """(kinds, area code); no kinds when nobody has the code. CODE@TEAM is a posting's card."""
        cadre, at, team = code.partition("@")
        if not at:
            return self.known.get(code, ((), ""))
        posted = "cadre" in self.known[cadre][0] and "team" in self.known[team][0]
        return ({"cadre"}, self.known[team][1]) if posted else ((), "")


class _Judges:
    """The tables under which periods stand, by county and subject kind."""

    def __init__(self, area):
        schemes = Scheme.objects.filter(county=area[:6]) if area else Scheme.objects.all()
        self.versions = StandingVersions(schemes)
        self.schemes = defaultdict(list)
        for pk, newest in self.versions.newest.items():
            self.schemes[newest.scheme.county_id, newest.scheme.subject].append(pk)
        self.memo, self.read = {}, {}

    def of(self, area, kinds, period):
        """The tables that may grade these subjects in this period."""
        key = area[:6], frozenset(kinds), period
        if key not in self.memo:
            schemes = [each for kind in kinds for each in self.schemes[area[:6], kind]]
            tables = [self.versions.of(each, period).table for each in schemes]
            self.memo[key] = [table for table in tables if table.year in (None, period.year)]
        return self.memo[key]

    def remark(self, area, kinds, period, code):
        """What is odd about a code that may stand; '' where nothing is, or no scheme is there."""
        if not (tables := self.of(area, kinds, period)):
            return ""
        key = tuple(map(id, tables))
        if key not in self.read:
            self.read[key] = CodesRead.of(tables)
        return self.read[key].remark(code, period)

    def refuse(self, area, kinds, period, code, text):
        """Why a scheme cannot take the value; '' when all can."""
        for table in self.of(area, kinds, period):
            fault = table.check_fact(code, FactValue.of(text))
            if fault is not None:
                return fault.message(get_language() or "zh")
        return ""

    def nobody_reads(self, area, kinds, period, code):
        """Whether there are tables, and none has the fact of which this names a label or scorer."""
        tables = self.of(area, kinds, period)
        base, _dot, part = code.rpartition(".")
        return bool(tables) and not any(
            rule.fact == base and (rule.method == "votes" or part.isdigit())
            for table in tables
            for rule in table.rules
        )
