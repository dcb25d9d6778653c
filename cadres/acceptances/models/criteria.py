"""What a village or township is measured by when its three years are over (S3 二, form 10e).

A line with a `rule` is a number that the records answer; one without is answered by people, with
their evidence. `tab` is the part of the village's file in which the evidence stands.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cadres.registry.tasks import Task

YES, NO = "yes", "no"
CLAUSES = dict(zip(Task, (f"县实施意见 二({number})" for number in "一二三四五六"), strict=True))


@dataclass(frozen=True)
class Target:
    """`unit` of a number; a number without one is yes or no."""

    key: str
    title: object
    task: Task | None = None
    rule: str = ""
    unit: str = ""
    tab: str = ""

    @property
    def clause(self):
        return CLAUSES.get(self.task, "县实施意见 四(五)")

    @property
    def is_number(self):
        return bool(self.rule)


TEAM, MEMBERS, ECONOMY, RULES = Task.LEADERSHIP, Task.MEMBERS, Task.ECONOMY, Task.RULES
CROSS = Target(
    "cross_appointment",
    _("Cross-appointment of the two committees"),
    TEAM,
    "cross_appointment",
    "%",
    "people",
)
VERDICTS = (
    Target("solved", _("Problems solved, promises kept"), tab="commitments"),
    Target("content", _("The people are content"), tab="commitments"),
)
SIX_RULES = (
    ("disclosure", _("Village affairs and accounts open to all")),
    ("branch_life", _("Party life of the branch")),
    ("member_training", _("Education and management of party members")),
    ("contact", _("Members in touch with village affairs and the people")),
    ("deliberation", _("Democratic deliberation and decision")),
    ("incentives", _("Encouragement and security of village cadres")),
)
VILLAGE = (
    CROSS,
    Target("one_shoulder", _("Secretary is director"), TEAM, "one_shoulder", "", "people"),
    Target("reserves", _("Reserve cadres"), TEAM, "reserves", "人", "people"),
    Target("new_members", _("New party members"), MEMBERS, "new_members", "人", "figures"),
    Target(
        "members_trained", _("Party members trained"), MEMBERS, "members_trained", "%", "figures"
    ),
    Target(
        "members_skilled",
        _("Party members with two practical skills"),
        MEMBERS,
        "members_skilled",
        "%",
        "figures",
    ),
    Target(
        "collective_income",
        _("Collective net income"),
        ECONOMY,
        "income_threshold",
        "元",
        "figures",
    ),
    Target(
        "income_growth", _("Growth of farmers' income"), ECONOMY, "income_growth", "%", "figures"
    ),
    Target("society", Task.SOCIETY.label, Task.SOCIETY, tab="activities"),
    *(Target(key, title, RULES, tab="activities") for key, title in SIX_RULES),
    Target("style", Task.STYLE.label, Task.STYLE, tab="diary"),
    *VERDICTS,
)
TOWNSHIP = (
    CROSS,
    Target(
        "one_shoulder",
        _("Share of villages whose secretary is director"),
        TEAM,
        "one_shoulder",
        "%",
    ),
    Target("villages_passed", _("Villages that passed"), None, "acceptance_share", "%"),
    Target("means", _("An office, rooms, staff and means for the work")),
    *VERDICTS,
)


@dataclass(frozen=True)
class Line:
    """One line of the sheet. `met` None: the records do not say, or nobody has answered yet.

    `was_met` is what the round before found, None in the first.
    """

    target: Target
    reading: dict
    answer: dict
    was_met: bool | None = None

    @property
    def start(self):
        return _number(self.reading.get("start"))

    @property
    def end(self):
        return _number(self.reading.get("end"))

    @property
    def standard(self):
        return self.reading.get("standard", "")

    @property
    def said(self):
        """What the records tell beside the numbers."""
        return self.reading.get("said", "")

    @property
    def source(self):
        """Where that stands, who confirmed it and when."""
        return self.reading.get("source", "")

    @property
    def is_yes_no(self):
        return self.target.is_number and not self.target.unit

    @property
    def met(self):
        if self.target.is_number:
            return self.reading.get("met")
        return {YES: True, NO: False}.get(self.answer.get("met"))

    @property
    def note(self):
        return self.answer.get("note", "")


def _number(text):
    return Decimal(text) if text else None


def lines_of(targets, readings, answers, former):
    """[Line] of what is stored as JSON; `former` {key: met} of the round before."""
    return [
        Line(each, readings.get(each.key, {}), answers.get(each.key, {}), former.get(each.key))
        for each in targets
    ]
