"""Units, cadres and log-ins. All people are invented; phones use an unassigned prefix."""

from datetime import date

from accounts.models import Role, User
from cadres.models import Batch, Cadre, LeaderLink, Unit
from villages.models import County

from . import words
from .villages import person

PASSWORD = "Zhucun-2026"
SHARED = {
    "county": (Role.COUNTY, "441621", "刘文彬", "县委组织部基层办"),
    "county2": (Role.COUNTY, "441621", "陈佩珊", "县委组织部"),
    "leader": (Role.LEADER, "441621", "黄志远", "县委书记"),
    "township": (Role.TOWNSHIP, "441621102", "温志强", "龙窝镇党委"),
    "unit": (Role.UNIT, "441621", "叶少芬", "县水务局"),
    "cadre": (Role.CADRE, "441621", "", "县水务局"),
    "scorer": (Role.SCORER, "441621", "钟建平", "县农业农村局"),
    "sysadmin": (Role.SYSADMIN, "441621", "系统管理员", "县大数据中心"),
    "secadmin": (Role.SECADMIN, "441621", "安全管理员", "县委保密办"),
    "auditor": (Role.AUDITOR, "441621", "审计管理员", "县审计局"),
}


def make_accounts():
    """The log-ins that `make demo` prints; {user name: User}."""
    first, *rest = SHARED.items()
    users = {first[0]: _account(*first)}
    for name, fields in rest:
        users[name] = _account(name, fields, users["county"].password)
    return users


def _account(username, fields, password_hash=None):
    role, area, name, office = fields
    user = User(
        username=username,
        role=role,
        area_code=area,
        name=name,
        office=office,
        must_change_password=False,
    )
    if password_hash:
        user.password = password_hash  # one slow hash is enough for ten demo log-ins
    else:
        user.set_password(PASSWORD)
    user.save()
    return user


def make_units(county):
    """Forty units of the county and above, a unit and the stations of each township."""
    units = []
    for number, (name, establishment) in enumerate(words.UNITS, 1):
        level = (
            "province" if name.startswith("省") else "city" if name.startswith("市") else "county"
        )
        units.append(
            Unit(
                code=f"X{number:03}",
                name=name,
                county=county,
                level=level,
                establishment=establishment,
                class_name="驻县单位" if level != "county" else "县直单位",
            )
        )
    for town in county.townships.order_by("code"):
        suffix = town.code[-3:]
        units.append(
            Unit(
                code=f"T{suffix}",
                name=f"{town.name}人民政府",
                county=county,
                township=town,
                level="township",
                class_name="乡镇",
            )
        )
        units.append(
            Unit(
                code=f"U{suffix}",
                name=f"{town.name}基层站所",
                county=county,
                township=town,
                level="station",
                class_name="基层站所",
            )
        )
    for unit in units:
        unit.set_keys()
    Unit.objects.bulk_create(units)
    return units


def make_cadres(random, wanted, first):
    """`wanted`: {unit: how many}. Returns {unit code: [Cadre]}; codes G0001 … from `first` on."""
    made, number = {}, first - 1
    for unit, count in wanted.items():
        made[unit.code] = []
        for _each in range(count):
            number += 1
            name, sex = person(random)
            cadre = Cadre(
                code=f"G{number:04}",
                name=name,
                unit=unit,
                sex=sex,
                birth_year=random.randrange(1970, 2001),
                education=random.choice(words.EDUCATION),
                party_member=random.random() < 0.86,
                post=random.choice(words.POSTS),
                phone=f"100{random.randrange(10**8):08}",
            )
            cadre.set_keys()
            made[unit.code].append(cadre)
    Cadre.objects.bulk_create([cadre for cadres in made.values() for cadre in cadres])
    return made


def make_batch(county):
    return Batch.objects.create(
        county=county,
        code="2026",
        name="2026年第一批",
        since=date(2026, 1, 8),
        until=date(2026, 12, 31),
        target=779,
    )


def make_links(random, county, villages, leader_user):
    """County leaders: a township and one village each; town leaders: a village each (S3 三(一))."""
    towns = list(county.townships.order_by("code"))
    since = date(2026, 1, 8)
    of_town = {}
    for village in villages:
        of_town.setdefault(village.township_id, []).append(village)
    links = []
    for (name, post), town in zip(words.LEADERS, towns, strict=True):
        user = leader_user if name == leader_user.name else None
        common = {"county": county, "leader": name, "post": post, "since": since, "user": user}
        links.append(LeaderLink(**common, township=town))
        links.append(LeaderLink(**common, village=of_town[town.code][-1]))
        for place, village in enumerate(of_town[town.code][:9]):
            leader, _sex = person(random)
            links.append(
                LeaderLink(
                    county=county,
                    leader=leader,
                    of_county=False,
                    village=village,
                    since=since,
                    post=("镇党委书记", "镇长", "镇人大主席", "镇党委副书记")[min(place, 3)],
                )
            )
    LeaderLink.objects.bulk_create(links)


def attach(users, posting):
    """The demo cadre leads a team, and the demo liaison is of that cadre's unit."""
    cadre, unit = posting.cadre, posting.cadre.unit
    Cadre.objects.filter(pk=cadre.pk).update(user=users["cadre"])
    unit.liaisons.add(users["unit"])
    for name, shown in (("cadre", cadre.name), ("unit", users["unit"].name)):
        User.objects.filter(pk=users[name].pk).update(name=shown, office=unit.name)


def demo_county():
    """The county that was built before, None on an empty database."""
    return County.objects.filter(is_demo=True).first()
