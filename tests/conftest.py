"""The cast: a small county with everybody who works in it, the same in every test."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from accounts import ledger_guard
from accounts.models import Role, User
from cadres.models import Batch, Cadre, Posting, Unit, WorkTeam
from tests.databases import own_database
from tests.stage import COMMITS, Stage, arrange, builds_of, layer
from villages.models import County, Township, Village

PASSWORD = "Shan-Lu-2026"
BACKEND = "accounts.backends.GrantedAccounts"
# Locks, commits and triggers: each database has its own.
DIFFERS = COMMITS | {"unguarded_ledger"}
# A slow hash would be most of the suite's time.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Otherwise each client looks at every static file first, 8 ms that a page does not need.
settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_modify_db_settings, django_db_blocker
):
    """Always a database of the tests' own. pytest-django makes one only where a test names `db`: a
    test that copies it (tests/databases.py), run alone, would copy the developer's."""
    rolls_back = "django_db_serialized_rollback"
    kept = any(rolls_back in item.fixturenames for item in request.session.items)
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0,
            interactive=False,
            aliases=["default"],
            serialized_aliases=["default"] if kept else [],
        )
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def make_user(username, role, area_code, **fields):
    return User.objects.create_user(
        username,
        PASSWORD,
        role=role,
        area_code=area_code,
        name=fields.pop("name", username),
        must_change_password=False,
        **fields,
    )


def build_places():
    """紫金县 with 龙窝镇 (two villages), 九和镇 (one); a neighbour county with one village."""
    county = County.objects.create(code="441621", name="紫金县")
    other = County.objects.create(code="441622", name="龙川县")
    town = Township.objects.create(code="441621102", name="龙窝镇", county=county)
    neighbour = Township.objects.create(code="441621103", name="九和镇", county=county)
    far = Township.objects.create(code="441622100", name="老隆镇", county=other)
    make = Village.objects.create
    return SimpleNamespace(
        county=county,
        other=other,
        town=town,
        neighbour=neighbour,
        village=make(code="441621102223", name="洋头村村民委员会", township=town),
        second=make(code="441621102224", name="礼坑村村民委员会", township=town),
        next_door=make(code="441621103201", name="五一村村民委员会", township=neighbour),
        abroad=make(code="441622100201", name="水坑村村民委员会", township=far),
    )


def build_cast(places):
    """Everybody: one user per role, a neighbour township, a stranger from another county.

    `cast.cadre.cadre` leads the team of 洋头村; his unit's liaison is `cast.unit`.
    """
    users = {
        role.value: make_user(role.value, role, "441621")
        for role in Role
        if role not in {Role.TOWNSHIP}
    }
    users["township"] = make_user("township", Role.TOWNSHIP, "441621102")
    users["neighbour"] = make_user("neighbour", Role.TOWNSHIP, "441621103")
    users["stranger"] = make_user("stranger", Role.COUNTY, "441622")
    water = Unit.objects.create(code="U01", name="县水务局", county=places.county, establishment=40)
    roads = Unit.objects.create(code="U02", name="县交通局", county=places.county)
    water.liaisons.add(users["unit"])
    batch = Batch.objects.create(county=places.county, code="2026", since=date(2026, 1, 8))
    team = WorkTeam.objects.create(code="T223", village=places.village, batch=batch, size=3)
    next_team = WorkTeam.objects.create(code="T201", village=places.next_door, batch=batch, size=1)
    person = Cadre.objects.create(
        code="C001", name="温国强", unit=water, user=users["cadre"], phone="13812345678"
    )
    other = Cadre.objects.create(code="C002", name="李海燕", unit=roads)
    posting = Posting.objects.create(
        cadre=person, team=team, role="leader", office="deputy_secretary", since=date(2026, 1, 8)
    )
    next_posting = Posting.objects.create(cadre=other, team=next_team, since=date(2026, 1, 8))
    return SimpleNamespace(
        **users,
        places=places,
        water=water,
        roads=roads,
        batch=batch,
        team=team,
        next_team=next_team,
        person=person,
        other=other,
        posting=posting,
        next_posting=next_posting,
    )


@pytest.fixture(autouse=True, scope="session")
def _files_of_their_own(tmp_path_factory):
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    arrange(items)
    for item in items:
        if DIFFERS & set(item.fixturenames) or item.get_closest_marker("chaos"):
            item.add_marker("both")


@pytest.fixture(scope="session")
def _stage(django_db_setup, django_db_blocker):
    made = Stage()
    yield made
    with django_db_blocker.unblock():
        made.show([])


@pytest.fixture
def stage(request, _stage, django_db_blocker):
    """Before anything else of a test: the layers it asks for stand, and no others."""
    with django_db_blocker.unblock():
        _stage.show(builds_of(request.node))
    return _stage


@layer
def places():
    return build_places()


@layer
def cast(places):
    return build_cast(places)


@pytest.fixture
def as_user(client):
    """`as_user(cast.county)` → a test client logged in as that user."""

    def login(user):
        client.force_login(user, backend=BACKEND)
        return client

    return login


def triggers(verb):
    """`create` or `drop` what makes the ledger append-only, as its migration does."""

    def execute(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    getattr(ledger_guard, verb)(None, SimpleNamespace(connection=connection, execute=execute))


@pytest.fixture
def unguarded_ledger(db):
    """What a thief with the database's own password would do first; rolled back with the test."""
    triggers("drop")


@pytest.fixture
def shared_database(django_db_setup, django_db_blocker, tmp_path):
    """An empty database that several connections share; what is written is committed for good."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def _as_migrated(django_db_setup, django_db_blocker):
    """After the tables were emptied: the seeded rows and the ledger's guard stand again."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        triggers("create")


@pytest.fixture
def committed(_as_migrated, django_db_serialized_rollback, transactional_db):
    """Real commits, for tests of several connections. Ask for it before `places` and `cast`.

    Tables are emptied afterwards, which the ledger would refuse.
    """
    yield
    triggers("drop")
