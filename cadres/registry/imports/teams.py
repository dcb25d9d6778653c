"""The table of work teams."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.models import Village
from villages.tables_in import cells
from villages.tables_in.sheets import Column

from ..models.postings import Posting
from ..models.teams import Batch, WorkTeam
from .registry_import import LEVELS, RegistryImport, changed, code, given, in_words, word


class TeamsImport(RegistryImport):
    """Work teams; a batch is made when it is not there yet."""

    kind = "teams"
    label = gettext_lazy("Work teams")
    columns = (
        Column("team_code", "工作队代码", code),
        Column("village_code", "村代码", cells.digits(12), shared=True),
        Column("batch", "批次", cells.intact(cells.text(20)), shared=True),
        Column("level", "级别", word(LEVELS), optional=True, shared=True),
        Column("class", "类别", cells.text(20), optional=True, shared=True),
        Column("size", "人数", cells.integer(0, 99), optional=True),
    )
    example = ("T001", "441621102223", "2026", "县级", "", "3")
    notes = (gettext_lazy("One team per village and batch."),)

    def load(self, sheet):
        codes = [row["village_code"] for row in sheet.rows if row["village_code"]]
        villages = Village.objects.filter(pk__in=codes)
        self.villages = {village.pk: village for village in self.mine(villages)}
        self.batches = {(each.county_id, each.code): each for each in Batch.objects.all()}
        teams = self.known(WorkTeam.objects.select_related("village", "batch"))
        self.teams = {team.pk: team for team in teams}
        people = Posting.objects.filter(team__in={row["team_code"] for row in sheet.rows})
        self.manned = set(people.values_list("team", flat=True))
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
            return self.fault(row, "team_code", found, _("Choose another code."))
        self._judge_place(row, team, village, batch)
        values = given(level=row["level"], class_name=row["class"], size=row["size"])
        self.put(row, team, village=village, batch=batch, **values)

    def _judge_place(self, row, team, village, batch):
        """What its people did stays with the village and the year in which they did it."""
        moved = changed(team, village=village, batch=row["batch"] and batch)
        if moved and team.pk in self.manned:
            found = _("People were posted to %(code)s: %(changes)s.")
            found %= {"code": team.pk, "changes": in_words(moved)}
            self.fault(row, "team_code", found, _("Give another team a new code."))
        elif moved:
            self.remark(row, team.pk, moved)

    def _batch(self, row, village):
        key = village.pk[:6], row["batch"]
        if key not in self.batches and row["batch"]:
            self.batches[key] = Batch(county_id=key[0], code=key[1])
            self.put(row, self.batches[key])
        return self.batches.get(key) or Batch()
