"""The tables of this app that can be imported: places and figures (columns: the table contract)."""

import re
from collections import Counter
from datetime import timedelta
from difflib import get_close_matches

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import KEEPERS
from villages.tables_in.sheets import Column
from villages.tables_in.table_import import TableImport

from .class_readings import last_read
from .models import AnnualFigure, County, FigureKind, Township, Village, VillageClass
from .tables_in import cells

__all__ = ["IMPORTS", "FiguresImport", "PlacesImport", "TableImport"]


class PlacesImport(TableImport):
    """Townships and villages. A row without village_code speaks of the township itself.

    The county is the first six digits of a code and is made when it is not there yet.
    """

    kind = "places"
    label = gettext_lazy("Townships and villages")
    columns = (
        Column("township_code", "乡镇代码", cells.digits(9), shared=True),
        Column("township_name", "乡镇名称", cells.text(60), shared=True),
        Column("village_code", "村代码", cells.digits(12), blank=True),
        Column("village_name", "村名称", cells.text(60), blank=True),
        Column("class", "类别", cells.text(20), optional=True),
        Column("county_name", "县名称", cells.text(60), optional=True, shared=True),
        Column("since", "起用日期", cells.day, optional=True),
    )
    example = ("441621102", "龙窝镇", "441621102223", "洋头村民委员会", "后进村", "紫金县", "")
    notes = (
        gettext_lazy("One row per village. A row without a village code speaks of the township."),
        gettext_lazy("Codes are the statistical codes: 9 digits for a township, 12 for a village."),
        gettext_lazy("Format the code columns as text."),
        gettext_lazy(
            "From when a class holds; empty: the first from the outset, others from today."
        ),
    )

    def load(self, sheet):
        prefixes = {row["township_code"][:6] for row in sheet.rows if row["township_code"]}
        self.counties = {
            each.pk: each for each in self.known(County.objects.filter(pk__in=prefixes))
        }
        towns = Township.objects.filter(county__in=prefixes)
        self.towns = {town.pk: town for town in self.known(towns)}
        villages = Village.objects.filter(township__county__in=prefixes)
        self.villages = {village.pk: village for village in self.known(villages)}
        held = VillageClass.objects.filter(village__township__county__in=prefixes)
        self.classes = {each.village_id: each for each in self.known(held).order_by("since", "pk")}
        self.classes_read = last_read(prefixes) if sheet.has("class") else {}
        self.begun = Counter()
        self.said = {}

    def judge(self, row):
        code = row["township_code"]
        if code is None:
            return
        if not self.in_area(code):
            found = _("%(code)s lies outside your area.") % {"code": code}
            self.fault(row, "township_code", found, _("Leave the row out."))
        self._agree(row, "township_name", code, row["township_name"])
        self._agree(row, "county_name", code[:6], row["county_name"])
        if row["village_code"]:
            self._judge_village(row, code)
        elif row["village_name"]:
            found = _("It is empty, but the village has a name.")
            self.fault(row, "village_code", found, _("Fill it in."))
        elif self.once(row, code, "township_code"):
            self._put_township(row, code, class_name=row["class"])

    def _agree(self, row, column, code, name):
        """A name that many rows repeat must be the same in all of them."""
        first, number = self.said.setdefault((column, code), (name, row.number))
        if name and first and name != first:
            found = _("%(name)s, but row %(n)d says %(first)s.")
            found %= {"name": name, "n": number, "first": first}
            self.fault(row, column, found, _("Use one name."))

    def _judge_village(self, row, code):
        if not row["village_code"].startswith(code):
            found = _("%(code)s does not begin with the township code.")
            found %= {"code": row["village_code"]}
            self.fault(row, "village_code", found, _("Correct one of the two codes."))
        if not row["village_name"]:
            self.fault(row, "village_name", _("It is empty."), _("Fill it in."))
        if self.once(row, row["village_code"], "village_code"):
            self._put_village(row, self._put_township(row, code))

    def _put_township(self, row, code, class_name=None):
        county = self.counties.get(code[:6])
        if county is None:
            county = self.counties[code[:6]] = County(code=code[:6], name=f"县{code[:6]}")
        self.put(row, county, name=row["county_name"] or county.name)
        town = self.towns.get(code)
        if town is None:
            town = self.towns[code] = Township(code=code, county=county)
        values = {"class_name": class_name} if class_name else {}
        self.put(row, town, name=row["township_name"], **values)
        return town

    def _put_village(self, row, town):
        code, name = row["village_code"], row["village_name"]
        village = self.villages.get(code)
        if village is None:
            kind = Village.Kind.for_name(name or "")
            village = self.villages[code] = Village(code=code, township=town, kind=kind)
        self.put(row, village, name=name)
        if row["class"]:
            self._put_class(row, village)

    def _put_class(self, row, village):
        """The open class takes the new name, if nobody has been judged by it; else it ends, and
        the new one begins after all that is graded (SCORING §11)."""
        held, read = self.classes.get(village.pk), self.classes_read.get(village.pk)
        if held and not held.until and held.name == row["class"]:
            return
        if row["since"] and read and row["since"] <= read:
            found = _("Periods until %(day)s are graded by the class before.") % {"day": read}
            remedy = _("Write %(day)s or a later day.") % {"day": read + timedelta(days=1)}
            self.fault(row, "since", found, remedy)
            return
        begin = row["since"] or (read and max(timezone.localdate(), read + timedelta(days=1)))
        held = self.classes[village.pk] = self._class_from(row, village, held, begin)
        held.village = village
        self.put(row, held, name=row["class"])

    def _class_from(self, row, village, held, begin):
        """The VillageClass that takes the new name: the open one, or one that begins that day."""
        if held is None:
            return VillageClass(village=village, since=begin)
        if held.until:
            return VillageClass(
                village=village, since=max(begin or held.until_next, held.until_next)
            )
        if begin is None or (held.since and begin <= held.since):
            return held
        self.put(row, held, until=begin - timedelta(days=1))
        self.begun[begin] += 1
        return VillageClass(village=village, since=begin)

    def finish(self):
        for day, count in sorted(self.begun.items()):
            said = _(
                "%(n)d villages have another class from %(day)s; what is graded keeps its own."
            )
            self.warn(said % {"n": count, "day": day})


class FiguresImport(TableImport):
    """Annual figures by code or Chinese name. A changed value loses its confirmation."""

    kind = "figures"
    label = gettext_lazy("Annual figures")
    columns = (
        Column("village_code", "村代码", cells.digits(12), shared=True),
        Column("year", "年度", cells.integer(1949, 2100), shared=True),
        Column("figure", "指标", cells.text(40), shared=True),
        Column("value", "值", cells.number()),
        Column("source", "来源", cells.text(120), optional=True, shared=True),
    )
    example = ("441621102223", "2025", "集体经济年纯收入", "13800", "2025年12月镇三资台账")
    notes = (
        gettext_lazy("One row per village, year and figure."),
        gettext_lazy("Write money in yuan, not in ten thousands."),
        gettext_lazy("A figure that is not known is not zero: leave its row out."),
    )
    roles = KEEPERS

    def load(self, sheet):
        villages = Village.objects.all() if self.by is None else Village.objects.within(self.area)
        self.villages = {village.pk: village for village in villages}
        self.kinds = {}
        for kind in FigureKind.objects.all():
            self.kinds[kind.name] = self.kinds[kind.code] = kind
        years = {row["year"] for row in sheet.rows if row["year"]}
        figures = self.known(AnnualFigure.objects.filter(year__in=years, village__in=villages))
        self.figures = {(each.village_id, each.year, each.kind_id): each for each in figures}

    def judge(self, row):
        village = self._village(row)
        kind = self._kind(row) if row["figure"] else None
        key = (row["village_code"], row["year"], kind and kind.code)
        if not self.once(row, key, "figure") or village is None or row["value"] is None:
            return
        figure = self.figures.get(key) or AnnualFigure(village=village, year=row["year"], kind=kind)
        figure.village, figure.kind = village, kind
        values = {"value": row["value"]} | ({"source": row["source"]} if row["source"] else {})
        if figure._state.adding or any(getattr(figure, k) != v for k, v in values.items()):
            by = str(self.by) if self.by else _("Import")
            values |= {"entered_by": by, "confirmed_by": "", "confirmed_at": None}
        self.put(row, figure, **values)

    def _village(self, row):
        code = row["village_code"]
        if code and code not in self.villages:
            found = _("There is no village %(code)s here.") % {"code": code}
            self.fault(
                row, "village_code", found, _("Import the places first, or correct the code.")
            )
        return self.villages.get(code)

    def _kind(self, row):
        name = row["figure"]
        if name in self.kinds:
            return self.kinds[name]
        near = get_close_matches(name, self.kinds, n=1, cutoff=0.4)
        if not re.fullmatch(r"[\w-]+", name) or (self.by and self.by.role != "county"):
            found = _("%(name)s is not a known figure.") % {"name": name}
            right = _("Write %(text)s.") % {"text": near[0]} if near else ""
            return self.fault(row, "figure", found, right or _("Use the list of figures."))
        said = _("“%(name)s” is a new figure (first in row %(n)d).")
        nearest = _("The nearest known one is “%(near)s”.") % {"near": near[0]} if near else ""
        self.warn(f"{said % {'name': name, 'n': row.number}} {nearest}".strip())
        kind = self.kinds[name] = FigureKind(code=name, name=name)
        self.put(row, kind)
        return kind


IMPORTS = {each.kind: each for each in (PlacesImport, FiguresImport)}
