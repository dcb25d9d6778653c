"""The table of postings."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from villages.tables_in import cells
from villages.tables_in.sheets import Column

from ..models.cadres import Cadre
from ..models.postings import Posting
from ..models.teams import WorkTeam
from .registry_import import RegistryImport, code, given, word

ROLES = {
    "leader": ("组长", "队长"),
    "deputy": ("副组长", "副队长"),
    "member": ("组员", "队员", "成员"),
}


class PostingsImport(RegistryImport):
    """Postings. A person is in one place at a time: overlapping rows are refused by name."""

    kind = "postings"
    label = gettext_lazy("Postings")
    columns = (
        Column("cadre_code", "干部代码", code, shared=True),
        Column("team_code", "工作队代码", code, shared=True),
        Column("role", "角色", word(ROLES), blank=True, shared=True),
        Column("from", "起", cells.day, shared=True),
        Column("to", "止", cells.day, blank=True, shared=True),
        Column("class", "类别", cells.text(20), optional=True, shared=True),
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
        self._judge_end(row, posting)
        role = row["role"] or posting.role
        values = given(class_name=row["class"])
        if role == Posting.Role.LEADER and not posting.office:
            values["office"] = Posting.office_for(cadre)
        self.put(row, posting, role=role, until=until, **values)

    def _judge_end(self, row, posting):
        """What was ended by a decision stays so; any other last day that would go is named."""
        if "to" not in row.values or posting.until in (None, row["to"]):
            return
        if posting.end_kind:
            found = _("It was ended on %(day)s (%(why)s).")
            found %= {"day": posting.until, "why": posting.get_end_kind_display()}
            remedy = _("Write %(day)s, or ask the county to undo the withdrawal.")
            self.fault(row, "to", found, remedy % {"day": posting.until})
        elif row["to"] is None:
            said = _("Row %(n)d: %(name)s was in post until %(day)s and would be in post again.")
            name = self.cadres[row["cadre_code"]].name
            self.warn(said % {"n": row.number, "name": name, "day": posting.until})

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
