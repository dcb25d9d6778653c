"""Two small schemes on the cast's county, and their facts: what the pages of results need."""

import csv
import io

from accounts.models import Role
from assessments.grading import grading
from assessments.models import Fact, Scheme, SchemeVersion
from assessments.scoring import parse
from cadres.periods import Quarter, parse_period
from tests.conftest import make_user
from villages.models import Village

COLUMNS = "level,code,name,points,method,fact,params,scorer,period,applies,basis"
VILLAGES = """scheme,ZJ-V-2026,村级办法,1000,sum,,subject=village; year=2026,,,,一
section,1,班子建设,600,sum,,,,quarter,,二(一)
item,1.1,班子评价,300,score,lead,,乡镇党委,quarter,,二(一)：整顿班子
item,1.2,问题扣分,300,deduct,faults,each=50,县纪委监委,quarter,,二(六)
section,2,经济发展,400,sum,,,,quarter,,二(三)
item,2.1,项目进度,400,share,progress,target=100,县农业农村局,quarter,,二(三)
bonus,7,表彰,20,earn,praise,each=5; missing=zero,,quarter,,四(五)
veto,V1,财务违规,,,fraud,effect=zero:1,县纪委监委,quarter,,三(三)
grade,A,优秀,,,,when=percent>=90,,quarter,,四
grade,B,合格,,,,,,quarter,,四
outcome,O1,诫勉谈话,,,,when=total<800 & bottom=1,,quarter,,一.4
"""
CADRES = """scheme,ZJ-C-2026,干部办法,1000,sum,,subject=cadre; year=2026; min_class=1,,,,一
section,1,实绩,1000,sum,,,,quarter,,二
item,1.1,乡镇评价,700,score,town_score,,乡镇党委,quarter,,二
item,1.2,单位评价,300,score,unit_score,,派出单位,quarter,,三
"""
FACTS = {
    "441621102223": {"lead": "280", "faults": "0", "progress": "90"},  # 洋头 940
    "441621102224": {"lead": "200", "faults": "2", "progress": "40"},  # 礼坑 560
    "441621103201": {"faults": "1", "progress": "80"},  # 五一 waits for 1.1
}
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
PERIOD = str(Q1)


def put_scheme(county, text):
    """The scheme of a table, with its first version."""
    rows = list(csv.DictReader(io.StringIO(f"{COLUMNS}\n{text}")))
    parsed = parse([(number, row) for number, row in enumerate(rows, start=2)])
    assert parsed.scheme, [fault.text() for fault in parsed.faults]
    table = parsed.scheme
    scheme = Scheme.objects.create(
        county=county,
        code=table.code,
        name=table.name,
        subject=table.subject,
        series=table.series,
        total=table.points,
    )
    SchemeVersion.objects.create(
        scheme=scheme,
        number=1,
        hash=table.hash,
        imported_by="liu",
        rows=[[number, dict(cells)] for number, cells in table.to_rows()],
    )
    return scheme


def put(subject, code, value, period=PERIOD, area=None):
    fact, _new = Fact.objects.update_or_create(
        subject_code=subject,
        period=period,
        code=code,
        defaults={
            "area_code": area or subject,
            "value": value,
            "entered_by": "叶建明",
            "source": "评分表",
        },
    )
    return fact


def graded(cast, period=PERIOD):
    """Both schemes graded for a quarter; returns (village scheme, cadre scheme)."""
    county = cast.places.county
    schemes = {scheme.code: scheme for scheme in Scheme.objects.filter(county=county)}
    villages = schemes.get("ZJ-V-2026") or put_scheme(county, VILLAGES)
    cadres = schemes.get("ZJ-C-2026") or put_scheme(county, CADRES)
    for subject, facts in FACTS.items():
        for code, value in facts.items():
            put(subject, code, value, period)
    put("C001", "town_score", "650", period, "441621102223")
    put("C001", "unit_score", "250", period, "441621102223")
    for scheme in (villages, cadres):
        grading.grade(scheme, parse_period(period))
    return villages, cadres


def more_villages(cast, count):
    """`count` more villages of 龙窝镇, each with all its facts: 1000 − n."""
    for n in range(count):
        code = f"4416211023{n:02d}"
        Village.objects.create(code=code, name=f"新{n}村民委员会", township=cast.places.town)
        for fact, value in {"lead": str(300 - n), "faults": "0", "progress": "100"}.items():
            put(code, fact, value)


def second_signer():
    return make_user("county2", Role.COUNTY, "441621")
