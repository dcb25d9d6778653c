"""docs/how_to_add.md holds: a role, a report section and a reader take what it says and no more.

Methods are tried in tests/scoring/methods/test_new_method.py, diary fields in
tests/cadres/diary/test_fields.py.
"""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from assessments.evidence import READERS
from assessments.evidence.readers import amount, reader
from assessments.grading import grading
from assessments.models import Card
from cadres.periods import Quarter
from cadres.reports.opening import open_period
from tests.assessments.evidence.readings import NEXT, Q2
from tests.assessments.graded import put_scheme
from tests.conftest import BACKEND

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = (
    "accounts",
    "villages",
    "cadres",
    "assessments",
    "config",
    "templates",
    "static",
    "locale",
)
ROW = '    RoleRow("observer", _("Observer"), "PLACES DESKS BUSINESS", _("To read.")),\n'
# What a walk by the new role finds; run in the copy, where the role exists.
WALK = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from accounts.models import User
from villages.models import County, Township, Village
for code in ("441621", "441622"):
    county = County.objects.create(code=code, name=f"县{code}")
    town = Township.objects.create(code=f"{code}100", name=f"镇{code}", county=county)
    Village.objects.create(code=f"{code}100201", name=f"村{code}村民委员会", township=town)
user = User.objects.create_user(
    "guest", "Shan-Lu-2026", role="observer", area_code="441621", must_change_password=False
)
client = Client(HTTP_HOST="localhost")
client.force_login(user, backend="accounts.backends.GrantedAccounts")
villages = client.get("/villages/").content.decode()
print(
    client.get("/").status_code,
    "村441621" in villages, "村441622" in villages,
    'href="/cadres/teams/"' in villages, 'href="/assessments/proposals/"' in villages,
    client.get("/cadres/teams/").status_code, client.get("/cadres/plans/").status_code,
    client.post("/cadres/reports/open/").status_code,
    "To read." in client.get("/accounts/profile/").content.decode(),
)
"""


def insert(path, before, text):
    source = path.read_text()
    assert source.count(before) == 1
    path.write_text(source.replace(before, text + before))


def walk(folder):
    """What WALK prints in a copy of the product."""
    code = [sys.executable, "-c", WALK]
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": "sqlite:///walk.sqlite3",
    }
    done = subprocess.run(
        code, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def copy_of_the_product(tmp_path):
    for name in PRODUCT:
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_role_is_one_row_and_its_first_page(tmp_path):
    """It reads its own county's registers, is offered what it may open, and decides nothing."""
    folder = copy_of_the_product(tmp_path)
    insert(folder / "accounts/roles.py", '    RoleRow(\n        "sysadmin"', ROW)
    home = folder / "assessments/desks/views/home.py"
    insert(home, '@first_page("township")', 'first_page("observer")(county)\n\n\n')
    assert walk(folder) == "200 True False True False 200 403 403 True"


def test_without_its_row_nobody_has_that_role(tmp_path):
    assert "ValidationError" in walk(copy_of_the_product(tmp_path))


def test_a_section_of_known_numbers_is_a_row_written_in_the_browser(cast, as_user):
    fields = {
        "kind": "township",
        "key": "observed",
        "order": 5,
        "title": "民情概况",
        "sentence": "本季收到民情{matters.raised}件。",
        "hint": "",
    }
    client = as_user(cast.county)
    assert client.post(reverse("cadres:report_section_create"), fields).status_code == 302
    open_period(cast.places.county, Quarter(2026, 2), date(2026, 7, 3))
    report = cast.places.town.reports.get()
    assert [section["title"] for section in report.layout].count("民情概况") == 1
    page = as_user(cast.township).get(report.get_absolute_url()).content.decode()
    assert "本季收到民情" in page


SCHEME = """scheme,ZJ-N-2026,办法,100,sum,,subject=village; year=2026,,,,一
section,1,新,100,sum,,,,quarter,,一
item,1.1,新指标,100,earn,test.new,each=10,,quarter,,一"""


@pytest.fixture
def new_reader():
    @reader("test.new", "New", clause="附则", kinds=frozenset({"village"}))
    def new(cohort):
        return {
            code: amount(at, f"第 {at} 个") for at, code in enumerate(sorted(cohort.members), 1)
        }

    yield
    del READERS["test.new"]


def test_a_reader_is_one_function(cast, new_reader):
    """It feeds cards, and the line says what it read."""
    scheme = put_scheme(cast.places.county, SCHEME)
    grading.grade(scheme, Q2)
    card = Card.objects.get(scheme=scheme, subject_code=NEXT)
    assert card.total == 30
    page = Client()
    page.force_login(cast.county, backend=BACKEND)
    assert "第 3 个" in page.get(reverse("assessments:card_page", args=[card.pk])).content.decode()
