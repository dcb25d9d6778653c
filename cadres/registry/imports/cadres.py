"""The table of cadres."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models.dated import BEGINNING
from villages.tables_in import cells
from villages.tables_in.sheets import Column

from ..closures import closures
from ..models.cadres import Cadre
from ..models.sending import CadreUnit
from ..models.units import Unit
from .registry_import import RegistryImport, changed, code, given, in_words

SEXES = {"男": "m", "女": "f", "m": "m", "f": "f", "male": "m", "female": "f"}
YES = dict.fromkeys(("是", "yes", "1", "true", "党员"), True)
NO = dict.fromkeys(("否", "no", "0", "false", "非党员"), False)


class CadresImport(RegistryImport):
    kind = "cadres"
    label = gettext_lazy("Cadres")
    columns = (
        Column("cadre_code", "干部代码", code),
        Column("name", "姓名", cells.text(40)),
        Column("unit_code", "单位代码", code, shared=True),
        Column("sex", "性别", cells.choice(SEXES), optional=True, shared=True),
        Column("birth_year", "出生年", cells.integer(1930, 2015), optional=True),
        Column("education", "学历", cells.text(20), optional=True, shared=True),
        Column("party_member", "党员", cells.choice(YES | NO), optional=True, shared=True),
        Column("phone", "电话", cells.intact(cells.text(20)), optional=True),
        Column("post", "职务", cells.text(60), optional=True, shared=True),
        Column("since", "起用日期", cells.day, optional=True, shared=True),
    )
    example = ("C001", "温国强", "U01", "男", "1985", "大学", "是", "", "股长", "")
    notes = (
        gettext_lazy("One row per person; the code stays with the person for ever."),
        gettext_lazy("Party member: yes or no, empty when not known."),
        gettext_lazy("Another unit sends the person from the day given, else from today."),
    )

    def load(self, sheet):
        self.units = {unit.pk: unit for unit in self.mine(Unit.objects.all())}
        codes = [row["cadre_code"] for row in sheet.rows if row["cadre_code"]]
        cadres = Cadre.objects.filter(pk__in=codes).select_related("unit")
        cadres = self.known(cadres.prefetch_related("units_in_time"))
        self.cadres = {each.pk: each for each in cadres}
        names = {row["name"] for row in sheet.rows if row["name"]}
        namesakes = Cadre.objects.filter(name__in=names, unit__in=self.units)
        self.namesakes = namesakes.exclude(pk__in=codes)
        self.judged = []

    def judge(self, row):
        unit = self.find(row, "unit_code", self.units, _("There is no unit %(code)s."))
        if not self.once(row, row["cadre_code"], "cadre_code") or unit is None:
            return
        cadre = self.cadres.get(row["cadre_code"]) or Cadre(code=row["cadre_code"])
        if cadre.unit_id and cadre.unit_id not in self.units:
            found = _("%(code)s is a cadre of another county.") % {"code": cadre.pk}
            return self.fault(row, "cadre_code", found, _("Choose another code."))
        self._judge_person(row, cadre, unit)
        if cadre.unit_id and cadre.unit_id != unit.pk:
            self._judge_transfer(row, cadre, unit)
        fields = "sex", "birth_year", "education", "party_member", "phone", "post"
        values = given(**{name: row[name] for name in fields})
        self.put(row, cadre, name=row["name"], unit=unit, **values)
        self.judged.append((row, cadre))

    def _judge_person(self, row, cadre, unit):
        """Diary, cards and log-in go with the code: it is not given to somebody else."""
        person = changed(cadre, name=row["name"], sex=row["sex"], birth_year=row["birth_year"])
        if len(person) > 1 and "name" in person:
            found = _("%(code)s is somebody else here: %(changes)s.")
            found %= {"code": cadre.pk, "changes": in_words(person)}
            remedy = _("Give a new person a new code; correct the name of the same one by hand.")
            self.fault(row, "cadre_code", found, remedy)
        elif "name" in person or len(person) > 1:
            self.remark(row, cadre.pk, person | changed(cadre, unit=unit))

    def _judge_transfer(self, row, cadre, unit):
        """What came before the day stays with the old unit (views/transfers.py does the same)."""
        today = timezone.localdate()
        since, held = row["since"] or today, cadre.units_in_time.all()
        last = max((each.since for each in held), default=BEGINNING)
        closed = closures(cadre, since)
        if since > today or since <= last or closed:
            found = _("%(unit)s cannot begin on %(day)s: %(why)s.")
            why = "、".join(closed) or (
                _("the day is still to come") if since > today else str(last)
            )
            found %= {"unit": unit, "day": since, "why": why}
            return self.fault(row, "since", found, _("Give a later day that is not closed."))
        if not held:
            first = CadreUnit(cadre=cadre, since=BEGINNING)
            self.put(row, first, unit=cadre.unit, post=cadre.post)
        moved = CadreUnit(cadre=cadre, since=since, by=str(self.by or ""))
        self.put(row, moved, unit=unit, post=row["post"] or cadre.post, basis=str(self.label))
        self.states[row.number] = 1  # the person is changed, not new

    def finish(self):
        person = "name", "unit_id"
        marks = (*person, "phone"), (*person, "birth_year")
        self.remark_doubles(self.judged, self.namesakes, *marks)
