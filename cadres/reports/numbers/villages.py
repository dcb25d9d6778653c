"""Villages, their branches, figures and activities."""

from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import number

from .units_and_lists import ACTIVITIES, PEOPLE, REGISTER, TIMES, VILLAGES


@number("villages.count", _("villages and communities"), VILLAGES, REGISTER)
def villages(body):
    return len(body.villages)


@number(
    "committee.one_shoulder",
    _("villages with secretary and director in one person"),
    VILLAGES,
    REGISTER,
)
def one_shoulder(body):
    return sum(any(one.is_one_shoulder for one in body.committees[code]) for code in body.villages)


@number(
    "committee.crossed",
    _("villages that reach the cross appointment asked for"),
    VILLAGES,
    REGISTER,
)
def crossed(body):
    return sum(body.reaches_cross_appointment(code) for code in body.villages)


@number("reserves.count", _("reserve cadres"), PEOPLE, REGISTER)
def reserves(body):
    return sum(body.reserves[code] for code in body.villages)


@number("reserves.villages", _("villages with the reserve cadres asked for"), VILLAGES, REGISTER)
def reserve_villages(body):
    return sum(body.reserves[code] >= body.rules["reserves"] for code in body.villages)


@number("figures.new_members", _("new party members this year"), PEOPLE, _("annual figures"))
def new_members(body):
    return body.figure("new_members")


@number(
    "figures.collective_income",
    _("net collective income this year, 10,000 yuan"),
    "万元",
    _("annual figures"),
)
def collective_income(body):
    yuan = body.figure("collective_income")
    return None if yuan is None else yuan / 10000


def activity(kind, label):
    @number(f"activities.{kind}", label, TIMES, ACTIVITIES)
    def count(body):
        return body.activities[kind]


for _kind, _label in (
    ("branch_life", _("party life meetings")),
    ("party_class", _("party classes")),
    ("member_training", _("trainings of party members")),
    ("skill_training", _("trainings in practical skills")),
    ("disclosure", _("publications of village affairs")),
    ("finance", _("publications of accounts")),
    ("deliberation", _("democratic deliberations")),
    ("contact", _("visits of members to households")),
    ("mediation", _("mediations")),
    ("culture", _("activities of culture and environment")),
):
    activity(_kind, _label)
