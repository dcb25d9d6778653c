"""The tables of this app that can be imported: units, cadres, teams, postings (table contract).

An empty cell of an optional column leaves what is stored as it is.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.models import County, Township, Village
from villages.tables_in import cells
from villages.tables_in.sheets import Column
from villages.tables_in.table_import import TableImport

from .models.cadres import Cadre
from .models.postings import Posting
from .models.teams import Batch, WorkTeam
from .models.units import Unit

LEVELS = {
    "province": ("省", "省级", "省直"),
    "city": ("市", "市级", "市直"),
    "county": ("县", "县级", "县直"),
    "township": ("乡", "镇", "乡镇", "乡镇级", "镇级"),
}
ROLES = {
    "leader": ("组长", "队长"),
    "deputy": ("副组长", "副队长"),
    "member": ("组员", "队员", "成员"),
}
SEXES = {"男": "m", "女": "f", "m": "m", "f": "f", "male": "m", "female": "f"}
YES = dict.fromkeys(("是", "yes", "1", "true", "党员"), True)
NO = dict.fromkeys(("否", "no", "0", "false", "非党员"), False)


def word(table, length=20):
    """A parser that knows official words in Chinese and English and keeps any other text."""
    known = {name: code for code, names in table.items() for name in (code, *names)}

    def parse(value):
        return known.get(value) or cells.text(length)(value)

    return parse


def code(value):
    """A code of ours: no spaces, up to 32 characters."""
    if any(sign.isspace() or sign == "/" for sign in value):
        found = _("%(text)s contains a space or a slash.") % {"text": value[:40]}
        raise cells.BadCell(found, _("Write the code without it."))
    return cells.text(32)(value)


def given(**values):
    """Only the values that were filled in."""
    return {name: value for name, value in values.items() if value is not None}


class RegistryImport(TableImport):
    """What the four tables share: rows of the importing user's area."""

    def mine(self, queryset):
        """All rows for the command line, those of the area in the browser."""
        return self.known(queryset if self.by is None else queryset.within(self.area))

    def find(self, row, column, known, message):
        """The row's object by its code, or a fault that names the code."""
        key = row[column]
        if key is not None and key not in known:
            self.fault(
                row, column, message % {"code": key}, _("Import it first, or correct the code.")
            )
        return known.get(key)


class UnitsImport(RegistryImport):
    kind = "units"
    label = gettext_lazy("Units")
    columns = (
        Column("unit_code", "单位代码", code),
        Column("unit_name", "单位名称", cells.text(80)),
        Column("level", "级别", word(LEVELS), optional=True),
        Column("class", "类别", cells.text(20), optional=True),
        Column("establishment", "在编数", cells.integer(0, 100_000), optional=True),
        Column("township_code", "乡镇代码", cells.digits(9), optional=True),
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
            self.fault(row, "unit_code", found, _("Choose another code."))
        values = given(
            level=row["level"],
            class_name=row["class"],
            establishment=row["establishment"],
            township=town,
        )
        self.put(row, unit, name=row["unit_name"], **values)

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


class CadresImport(RegistryImport):
    kind = "cadres"
    label = gettext_lazy("Cadres")
    columns = (
        Column("cadre_code", "干部代码", code),
        Column("name", "姓名", cells.text(40)),
        Column("unit_code", "单位代码", code),
        Column("sex", "性别", cells.choice(SEXES), optional=True),
        Column("birth_year", "出生年", cells.integer(1930, 2015), optional=True),
        Column("education", "学历", cells.text(20), optional=True),
        Column("party_member", "党员", cells.choice(YES | NO), optional=True),
        Column("phone", "电话", cells.text(20), optional=True),
        Column("post", "职务", cells.text(60), optional=True),
    )
    example = ("C001", "温国强", "U01", "男", "1985", "大学", "是", "", "股长")
    notes = (
        gettext_lazy("One row per person; the code stays with the person for ever."),
        gettext_lazy("Party member: yes or no, empty when not known."),
    )

    def load(self, sheet):
        self.units = {unit.pk: unit for unit in self.mine(Unit.objects.all())}
        codes = [row["cadre_code"] for row in sheet.rows if row["cadre_code"]]
        self.cadres = {each.pk: each for each in self.known(Cadre.objects.filter(pk__in=codes))}

    def judge(self, row):
        unit = self.find(row, "unit_code", self.units, _("There is no unit %(code)s."))
        if not self.once(row, row["cadre_code"], "cadre_code") or unit is None:
            return
        cadre = self.cadres.get(row["cadre_code"]) or Cadre(code=row["cadre_code"])
        if cadre.unit_id and cadre.unit_id not in self.units:
            found = _("%(code)s is a cadre of another county.") % {"code": cadre.pk}
            self.fault(row, "cadre_code", found, _("Choose another code."))
        fields = "sex", "birth_year", "education", "party_member", "phone", "post"
        values = given(**{name: row[name] for name in fields})
        self.put(row, cadre, name=row["name"], unit=unit, **values)


class TeamsImport(RegistryImport):
    """Work teams; a batch is made when it is not there yet."""

    kind = "teams"
    label = gettext_lazy("Work teams")
    columns = (
        Column("team_code", "工作队代码", code),
        Column("village_code", "村代码", cells.digits(12)),
        Column("batch", "批次", cells.text(20)),
        Column("level", "级别", word(LEVELS), optional=True),
        Column("class", "类别", cells.text(20), optional=True),
        Column("size", "人数", cells.integer(0, 99), optional=True),
    )
    example = ("T001", "441621102223", "2026", "县级", "", "3")
    notes = (gettext_lazy("One team per village and batch."),)

    def load(self, sheet):
        codes = [row["village_code"] for row in sheet.rows if row["village_code"]]
        villages = Village.objects.filter(pk__in=codes)
        self.villages = {village.pk: village for village in self.mine(villages)}
        self.batches = {(each.county_id, each.code): each for each in Batch.objects.all()}
        teams = self.known(WorkTeam.objects.all())
        self.teams = {team.pk: team for team in teams}
        self.held = {(team.village_id, team.batch_id): team.pk for team in self.teams.values()}

    def judge(self, row):
        message = _("There is no village %(code)s here.")
        village = self.find(row, "village_code", self.villages, message)
        if not self.once(row, row["team_code"], "team_code") or village is None:
            return
        self.once(row, (row["village_code"], row["batch"]), "village_code")
        batch = self._batch(row, village)
        team = self.teams.get(row["team_code"]) or WorkTeam(code=row["team_code"])
        if self.held.get((village.pk, batch.pk), team.pk) != team.pk:
            found = _("The village already has team %(code)s in this batch.")
            found %= {"code": self.held[village.pk, batch.pk]}
            self.fault(row, "village_code", found, _("Use that team code."))
        if team.village_id and not self.in_area(team.village_id):
            found = _("%(code)s is a team of another county.") % {"code": team.pk}
            self.fault(row, "team_code", found, _("Choose another code."))
        values = given(level=row["level"], class_name=row["class"], size=row["size"])
        self.put(row, team, village=village, batch=batch, **values)

    def _batch(self, row, village):
        key = village.pk[:6], row["batch"]
        if key not in self.batches and row["batch"]:
            self.batches[key] = Batch(county_id=key[0], code=key[1])
            self.put(row, self.batches[key])
        return self.batches.get(key) or Batch()


class PostingsImport(RegistryImport):
    """Postings. A person is in one place at a time: overlapping rows are refused by name."""

    kind = "postings"
    label = gettext_lazy("Postings")
    columns = (
        Column("cadre_code", "干部代码", code),
        Column("team_code", "工作队代码", code),
        Column("role", "角色", word(ROLES), blank=True),
        Column("from", "起", cells.day),
        Column("to", "止", cells.day, blank=True),
        Column("class", "类别", cells.text(20), optional=True),
    )
    example = ("C001", "T001", "组长", "2026-01-08", "", "")
    notes = (
        gettext_lazy("An empty last day means: still in post."),
        gettext_lazy("Role: an official word or your own."),
    )

    def load(self, sheet):
        self.cadres = {each.pk: each for each in self.mine(Cadre.objects.all())}
        teams = self.mine(WorkTeam.objects.all())
        self.teams = {team.pk: team for team in teams}
        codes = {row["cadre_code"] for row in sheet.rows}
        self.postings = list(self.known(Posting.objects.filter(cadre__in=codes)))
        self.by_key = {(p.cadre_id, p.team_id, p.since): p for p in self.postings}
        self.rows = {}

    def judge(self, row):
        cadre = self.find(row, "cadre_code", self.cadres, _("There is no cadre %(code)s."))
        team = self.find(row, "team_code", self.teams, _("There is no team %(code)s."))
        since, until = row["from"], row["to"]
        if since and until and until < since:
            found = _("The last day lies before the first day.")
            self.fault(row, "to", found, _("Exchange or correct the two days."))
        key = row["cadre_code"], row["team_code"], since
        if not self.once(row, key, "cadre_code") or cadre is None or team is None:
            return
        posting = self.by_key.get(key)
        if posting is None:
            posting = Posting(cadre=cadre, team=team, since=since)
            self.postings.append(posting)
        self.rows[id(posting)] = row
        role = row["role"] or posting.role
        values = given(class_name=row["class"])
        if role == Posting.Role.LEADER and not posting.office:
            values["office"] = Posting.office_for(cadre)
        self.put(row, posting, role=role, until=until, **values)

    def finish(self):
        self._refuse_overlaps()
        self._remark_leaders()

    def _refuse_overlaps(self):
        for earlier, later in self._meeting(lambda posting: posting.cadre_id):
            for here, other in ((later, earlier), (earlier, later)):
                if row := self.rows.get(id(here)):
                    found = _("The days overlap with %(other)s.") % {"other": self._named(other)}
                    remedy = _("A person is in one team at a time: end the earlier posting first.")
                    self.fault(row, "from", found, remedy)

    def _remark_leaders(self):
        leaders = [p for p in self.postings if p.role == Posting.Role.LEADER]
        for earlier, later in self._meeting(lambda posting: posting.team_id, leaders):
            text = _("Team %(team)s has two leaders at once: %(a)s and %(b)s.")
            names = {"team": later.team_id, "a": earlier.cadre_id, "b": later.cadre_id}
            self.warn(text % names)

    def _meeting(self, key, postings=None):
        """Pairs of postings with the same key and common days, in order of time. The day on which
        one ends and the other begins is a handover, and no common day."""
        groups = {}
        for posting in self.postings if postings is None else postings:
            groups.setdefault(key(posting), []).append(posting)
        for group in groups.values():
            group.sort(key=lambda posting: posting.since)
            longest = group[0]
            for posting in group[1:]:
                if longest.until is None or longest.until > posting.since:
                    yield longest, posting
                if longest.until is not None:
                    later = posting.until is None or posting.until > longest.until
                    longest = posting if later else longest

    def _named(self, posting):
        row = self.rows.get(id(posting))
        if row:
            return _("row %(n)d (%(team)s)") % {"n": row.number, "team": posting.team_id}
        until = posting.until or "…"
        return _("the posting to %(team)s, %(since)s – %(until)s") % {
            "team": posting.team_id,
            "since": posting.since,
            "until": until,
        }


IMPORTS = {each.kind: each for each in (UnitsImport, CadresImport, TeamsImport, PostingsImport)}
