"""The table of units."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.models import County, Township
from villages.tables_in import cells
from villages.tables_in.sheets import Column

from ..models.units import Unit
from .registry_import import LEVELS, RegistryImport, changed, code, given, word


class UnitsImport(RegistryImport):
    kind = "units"
    label = gettext_lazy("Units")
    columns = (
        Column("unit_code", "单位代码", code),
        Column("unit_name", "单位名称", cells.text(80)),
        Column("level", "级别", word(LEVELS), optional=True, shared=True),
        Column("class", "类别", cells.text(20), optional=True, shared=True),
        Column("establishment", "在编数", cells.integer(0, 100_000), optional=True),
        Column("township_code", "乡镇代码", cells.digits(9), optional=True, shared=True),
    )
    example = ("U01", "县水务局", "县级", "", "40", "")
    notes = (
        gettext_lazy("One row per unit. Level: an official word or your own."),
        gettext_lazy("Township code only for the unit of a township."),
    )

    def load(self, sheet):
        codes = [row["unit_code"] for row in sheet.rows if row["unit_code"]]
        self.units = {unit.pk: unit for unit in self.known(Unit.objects.filter(pk__in=codes))}
        self.townships = {town.pk: town for town in Township.objects.select_related("county")}
        counties = County.objects.all()
        if self.by is not None:
            counties = counties.filter(pk=self.area[:6])
        self.counties = list(counties[:2])
        names = {row["unit_name"] for row in sheet.rows if row["unit_name"]}
        self.namesakes = Unit.objects.filter(name__in=names, county__in=counties)
        self.namesakes = self.namesakes.exclude(pk__in=codes)
        self.judged = []

    def judge(self, row):
        if not self.once(row, row["unit_code"], "unit_code"):
            return
        town = None
        if row["township_code"]:
            message = _("There is no township %(code)s.")
            town = self.find(row, "township_code", self.townships, message)
        unit = self.units.get(row["unit_code"])
        if unit is None:
            unit = Unit(code=row["unit_code"], county=self._county(row, town))
        elif not self.in_area(unit.county_id):
            found = _("%(code)s is a unit of another county.") % {"code": unit.pk}
            return self.fault(row, "unit_code", found, _("Choose another code."))
        values = given(
            level=row["level"],
            class_name=row["class"],
            establishment=row["establishment"],
            township=town,
        )
        if renamed := changed(unit, name=row["unit_name"]):
            self.remark(row, unit.pk, renamed)
        self.put(row, unit, name=row["unit_name"], **values)
        self.judged.append((row, unit))

    def finish(self):
        self.remark_doubles(self.judged, self.namesakes, ("county_id", "name"))

    def _county(self, row, town):
        if town:
            return town.county
        if self.counties:
            if len(self.counties) > 1:
                self.warn(_("New units were put into %(county)s.") % {"county": self.counties[0]})
            return self.counties[0]
        found = _("It is not clear which county the unit belongs to.")
        self.fault(row, "unit_code", found, _("Import the places first."))
        return None
