"""A 考核办法 as a table: every fault of the scoring core with its row, column and remedy."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts import ledger
from assessments.evidence import all_readers
from assessments.evidence.models import Fact
from assessments.scoring import COLUMNS, FactValue, parse
from assessments.scoring.cells.faults import Wrong
from villages.models import County
from villages.tables_in import cells
from villages.tables_in.sheets import Column
from villages.tables_in.table_import import TableImport

from .models.period_rules import PeriodRules
from .models.schemes import Scheme, SchemeVersion
from .models.worksheets import Worksheet
from .remarks import SUBJECTS, unknown_subjects
from .workbook import template_xlsx

REQUIRED = ("level", "code", "name")
BLANK = ("points", "method")


class SchemeImport(TableImport):
    """One table, one scheme. A changed table replaces the newest version while that is a draft,
    and is a new version once a period was opened with it; an equal table changes nothing.

    `parsed` is what the scoring core said of the table, None while cells cannot be read."""

    kind = "scheme"
    label = gettext_lazy("Assessment scheme")
    columns = tuple(
        Column(
            name,
            label,
            cells.text(2000),
            blank=name in BLANK,
            optional=name not in REQUIRED + BLANK,
        )
        for name, label in COLUMNS.items()
    )
    example = (
        "办法",
        "ZJ-VILLAGE-2026",
        "行政村千分制考核办法",
        "1000",
        "合计",
        "",
        "subject=village; year=2026",
        "",
        "",
        "",
        "县实施意见 四(五)",
    )
    notes = (
        gettext_lazy("One row per line. The first row is the scheme itself."),
        gettext_lazy("Format the code column as text, so that 1.10 stays 1.10."),
    )

    def load(self, sheet):
        area = self.area[:6]
        counties = County.objects.filter(code=area) if area else County.objects.all()
        self.counties = list(counties[:2])
        self.readers = all_readers()

    def judge(self, row):
        """A line can only be judged with its table; see `finish`."""

    def template(self):
        return template_xlsx()

    def leads_to(self):
        scheme = self.parsed and self.parsed.scheme
        return reverse("assessments:scheme_page", args=[scheme.code]) if scheme else ""

    def finish(self):
        self.parsed = None
        if self.faults:
            return
        self.parsed = parsed = parse(self._lines(), known_readers=self.readers)
        language = get_language() or "zh"
        for fault in parsed.faults:
            if fault.is_error:
                self._refuse(fault.row, fault.column, fault.message(language))
            else:
                self.warn(fault.text(language))
        if parsed.scheme is None:
            return
        remarks = unknown_subjects(parsed.scheme)
        for remark in remarks:
            self.warn(remark.text(language))
        county = self._county(parsed.scheme)
        if county is not None:
            self._judge_readers(parsed.scheme)
            self._judge_circle(parsed.scheme, county)
            self._judge_facts(parsed.scheme, county)
        if not self.faults:
            self._put(parsed.scheme, county, [*parsed.warnings, *remarks])

    def _lines(self):
        return [(row.number, {name: row.text(name) for name in COLUMNS}) for row in self.sheet.rows]

    def _refuse(self, number, column, found, remedy=""):
        self.faults.append(self.sheet.fault(number, column, found, remedy))
        self.bad.add(number)

    def _county(self, scheme):
        """The county of the user, the only one, or the only one that has such a scheme."""
        if len(self.counties) == 1:
            return self.counties[0]
        if not self.counties:
            found = _("No county is known yet."), _("Import the places first.")
        else:
            known = list(County.objects.filter(schemes__code=scheme.code)[:2])
            if len(known) == 1:
                return known[0]
            found = _("There are several counties."), _("Log in as the county's office to import.")
        self._refuse(0, "", *found)
        return None

    def _judge_readers(self, scheme):
        for rule in scheme.rules:
            reader = self.readers.get(rule.fact)
            if reader is not None and scheme.subject not in reader.kinds:
                found = _("%(name)s does not speak of such subjects.") % {"name": rule.fact}
                kinds = _("Use it for: %(kinds)s.") % {"kinds": ", ".join(sorted(reader.kinds))}
                self._refuse(rule.row, "fact", found, kinds)

    def _judge_circle(self, scheme, county):
        """Schemes that take each other's results in a circle would wait for each other for ever."""
        others = Scheme.objects.filter(county=county).exclude(code=scheme.code)
        newest = (each.versions.all()[:1] for each in others.prefetch_related("versions"))
        tables = [version.table for versions in newest for version in versions]
        looks = {table.code: _cited_schemes(table) for table in tables}
        for rule in scheme.rules:
            if rule.method == "from" and (path := _path(looks, rule.params["scheme"], scheme.code)):
                wrong = Wrong("cycle", rule.code, path=" → ".join((scheme.code, *path)))
                fault = wrong.at(rule.row, "params")
                self._refuse(fault.row, fault.column, fault.message(get_language() or "zh"))

    def _judge_facts(self, scheme, county):
        """Facts that came first are judged now; those of other years are another scheme's, and
        those of a period that stands under a version stay judged by that."""
        facts = Fact.objects.within(county.code).filter(_of_kind(scheme.subject), _read_by(scheme))
        standing = PeriodRules.objects.filter(scheme__county=county, scheme__code=scheme.code)
        facts = facts.exclude(period__in=standing.values("period"))
        rows = facts.values_list("subject_code", "period", "code", "value", "not_applicable")
        row_of = {rule.fact: rule.row for rule in scheme.rules if rule.fact}
        for subject, period, code, value, na in rows.order_by("subject_code", "period", "code"):
            fault = scheme.check_fact(code, FactValue.of("NA" if na else value))
            if fault is not None:
                said = _("The fact %(code)s of %(subject)s in %(period)s does not fit.")
                said %= {"code": code, "subject": subject, "period": period}
                row = row_of.get(code) or row_of[code.rpartition(".")[0]]
                self._refuse(row, "fact", said, fault.message(get_language() or "zh"))

    def _put(self, table, county, warnings):
        head = next(row for row in self.sheet.rows if row.number == table.rules[0].row)
        known = self.known(Scheme.objects.filter(county=county, code=table.code)).first()
        scheme = known or Scheme(county=county, code=table.code)
        current = known.current if known else None
        if current is not None and current.hash == table.hash:
            return
        self.put(
            head,
            scheme,
            name=table.name,
            subject=table.subject,
            series=table.series,
            total=table.points,
        )
        before = {cells["code"]: cells for _number, cells in current.rows} if current else {}
        rows = [[number, dict(cells)] for number, cells in table.to_rows()]
        self.put(
            head,
            self._version(scheme, current),
            rows=rows,
            hash=table.hash,
            warnings=[fault.text("zh") for fault in warnings],
            imported_by=str(self.by) if self.by else "",
        )
        self.typed = Worksheet.objects.filter(version=current) if current else []
        self._count_rows(before, table)

    def _version(self, scheme, current):
        """The version to write: the newest while no period is opened with it, else the next."""
        if current and not current.frozen_at and not self._is_named(current):
            return current
        return SchemeVersion(scheme=scheme, number=current.number + 1 if current else 1)

    def _store(self):
        """What was typed on the page and kept for its faults gives way to the stored table."""
        super()._store()
        for worksheet in self.typed:
            ledger.erase(worksheet, self.by)

    def _is_named(self, version):
        """A card keeps no names of its lines: it is read by the table that it names."""
        return version.scheme.cards.filter(scheme_version=version).exists()

    def _count_rows(self, before, table):
        """Which lines are new (2) or changed (1) against the version before."""
        for rule in table.rules:
            was = before.get(rule.code)
            self.states[rule.row] = 2 if was is None else int(was != dict(rule.cells))


def _cited_schemes(table):
    """Codes of the schemes whose results a table takes."""
    return sorted({rule.params["scheme"] for rule in table.rules if rule.method == "from"})


def _path(looks, start, goal):
    """The codes from `start` to `goal` along `looks` {code: codes}; None when there is no path."""
    paths, seen = [(start,)], set()
    while paths:
        path = paths.pop()
        if path[-1] == goal:
            return path
        if path[-1] not in seen:
            seen.add(path[-1])
            paths += [(*path, code) for code in looks.get(path[-1], ())]
    return None


def _of_kind(kind):
    """Facts of subjects of a kind; CODE@TEAM is a cadre's posting."""
    known = Q(subject_code__in=SUBJECTS[kind].objects.values("code"))
    return known | Q(subject_code__contains="@") if kind == "cadre" else known


def _read_by(scheme):
    """Facts that a scheme reads: by their code, or as a label or scorer of it."""
    wanted = Q()
    for rule in scheme.rules:
        if rule.fact:
            wanted |= Q(code=rule.fact) | Q(code__startswith=f"{rule.fact}.")
    in_year = Q(period__startswith=f"{scheme.year:04}") if scheme.year else Q()
    return wanted & in_year
