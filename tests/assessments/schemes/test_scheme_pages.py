"""Schemes, grading, publishing, proposals and search, as people use them in the browser."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from assessments.models import Card, GradingRun, Proposal, Publication, Scheme, SchemeVersion
from assessments.schemes.imports import SchemeImport
from tests.assessments.graded import COLUMNS, PERIOD, graded, put, put_scheme, second_signer
from tests.stage import layer

GRADE = f"/assessments/ZJ-V-2026/{PERIOD}/grade/"
PUBLISH = f"/assessments/ZJ-V-2026/{PERIOD}/publish/"


@layer
def county(cast):
    graded(cast)
    return cast


@layer
def complete(county):
    """Nothing waits any more."""
    put("441621103201", "lead", "240")
    return county


def published():
    return Card.objects.filter(scheme__code="ZJ-V-2026", state="published").count()


DRAFT = """scheme,ZJ-D-2026,试行办法,100,sum,,subject=village; year=2026,,,,一
section,1,班子建设,100,sum,,,,quarter,,二(一)
item,1.1,班子评价,60,score,lead,,乡镇党委,quarter,,二(一)
item,1.2,项目进度,30,share,progress,target=100,县农业农村局,quarter,,二(三)
"""


# Schemes -----------------------------------------------------------------------------------------


def test_a_scheme_stands_as_its_table(county, as_user):
    page = as_user(county.cadre).get("/assessments/schemes/ZJ-V-2026/").content.decode()
    for text in ("班子评价", "扣分", "县纪委监委", "when=total&lt;800 &amp; bottom=1", "二(三)"):
        assert text in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_downloaded_table_comes_back_without_a_change(
    county, as_user, kind, language, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client = as_user(county.county)
    client.post("/language/", {"language": language})
    table = client.get(f"/assessments/schemes/ZJ-V-2026/v1.{kind}").content
    answer = client.post(
        "/assessments/import/scheme/",
        {"table": SimpleUploadedFile(f"a.{kind}", table)},
        follow=True,
    )
    outcome = answer.context["outcome"]
    assert (outcome.faults, outcome.new, outcome.changed) == ([], 0, 0)
    assert SchemeVersion.objects.filter(scheme__code="ZJ-V-2026").count() == 1


def test_a_table_of_another_kind_has_no_page(county, as_user):
    client = as_user(county.county)
    assert client.get("/assessments/schemes/ZJ-V-2026/v1.pdf").status_code == 404
    assert client.get("/assessments/schemes/ZJ-V-2026/v2.csv").status_code == 404


# Grading -----------------------------------------------------------------------------------------


def test_the_preview_says_who_moves_and_writes_nothing(county, as_user):
    put("441621102224", "faults", "0")
    put("441621102224", "progress", "100")
    answer = as_user(county.county).get(GRADE)
    changes = answer.context["changes"]
    assert [(each.name, each.total[1]) for each in changes.changed] == [("礼坑村", Decimal("900"))]
    assert "礼坑村" in answer.content.decode()
    assert Card.objects.get(subject_code="441621102224").total == Decimal("560")


def test_a_run_leads_to_its_own_page_which_survives_a_reload(county, as_user):
    put("441621102224", "faults", "0")
    client = as_user(county.county)
    answer = client.post(GRADE)
    run = GradingRun.objects.first()
    assert answer.headers["Location"] == f"/assessments/runs/{run.pk}/"
    for _reload in range(2):
        context = client.get(answer.headers["Location"]).context
        assert (context["run"].cards, context["run"].changed, context["run"].waiting) == (3, 1, 1)
    assert Card.objects.get(subject_code="441621102224").total == Decimal("660")


def test_a_second_click_on_grade_changes_nothing(county, as_user):
    client = as_user(county.county)
    client.post(GRADE)
    cards = list(Card.objects.order_by("pk").values_list("pk", "digest", "computed_at"))
    client.post(GRADE)
    assert list(Card.objects.order_by("pk").values_list("pk", "digest", "computed_at")) == cards
    assert GradingRun.objects.first().changed == 0


# Publishing --------------------------------------------------------------------------------------


def test_waiting_cards_are_named_and_cannot_be_published(county, as_user):
    client = as_user(county.county)
    page = client.get(PUBLISH).content.decode()
    assert "五一村" in page and "disabled" in page
    client.post(PUBLISH)
    assert Publication.objects.count() == 0


def test_two_different_people_publish(complete, as_user):
    second = second_signer()
    client = as_user(complete.county)
    client.post(GRADE)
    client.post(PUBLISH)
    assert (Publication.objects.get().signed_by, published()) == (complete.county, 0)
    client.post(PUBLISH)
    assert published() == 0
    as_user(second).post(PUBLISH)
    assert published() == 3
    done = Publication.objects.get()
    assert (done.second_by, done.published_at is not None) == (second, True)
    card = Card.objects.get(subject_code="441621102223")
    assert (card.signed_by, card.second_by) == ("county", "county2")
    actions = LedgerEntry.objects.filter(object_type="assessments.publication").order_by("seq")
    assert [entry.action for entry in actions] == ["sign", "publish"]


def test_a_signature_falls_when_the_drafts_have_changed(complete, as_user):
    second = second_signer()
    client = as_user(complete.county)
    client.post(GRADE)
    client.post(PUBLISH)
    put("441621102223", "lead", "100")
    client.post(GRADE)
    as_user(second).post(PUBLISH)
    assert published() == 0
    assert Publication.objects.get().signed_by == second
    as_user(complete.county).post(PUBLISH)
    assert published() == 3


def test_what_is_published_cannot_be_signed_again(complete, as_user):
    client = as_user(complete.county)
    client.post(GRADE)
    client.post(PUBLISH)
    as_user(second_signer()).post(PUBLISH)
    assert as_user(complete.county).post(PUBLISH).status_code == 409
    assert Publication.objects.count() == 1


# Proposals ---------------------------------------------------------------------------------------


def decide(client, proposal, version=None, **data):
    data = {
        "decision": "adopted",
        "reason": "已与镇党委核实",
        "version": version or proposal.version,
    } | data
    return client.post(f"/assessments/proposals/{proposal.pk}/decide/", data)


def test_a_proposal_says_its_rule_in_words_and_opens_its_card(county, as_user):
    proposal = Proposal.objects.get()
    page = as_user(county.county).get(f"/assessments/proposals/{proposal.pk}/").content.decode()
    assert "总分 &lt; 800，倒数名次 = 1" in page
    assert f"/assessments/cards/{proposal.card_id}/" in page
    assert "一.4" in page


def test_a_named_person_decides_once(county, as_user):
    proposal, client = Proposal.objects.get(), as_user(county.county)
    decide(client, proposal)
    decide(client, proposal, decision="declined", reason="改主意")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.reason) == (
        "adopted",
        "county",
        "已与镇党委核实",
    )
    assert LedgerEntry.objects.filter(object_type="assessments.proposal").count() == 1


@pytest.mark.parametrize("data", [{"reason": " "}, {"decision": "maybe"}, {"version": "x"}])
def test_a_decision_needs_a_choice_and_a_reason(county, as_user, data):
    proposal = Proposal.objects.get()
    decide(as_user(county.county), proposal, **data)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_stale_decision_is_not_taken(county, as_user):
    proposal = Proposal.objects.get()
    Proposal.objects.update(version=7)
    decide(as_user(county.county), proposal, version=1)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


# Search ------------------------------------------------------------------------------------------


def hits(client, text):
    answer = client.get("/find/", {"q": text}, headers={"Accept": "application/json"})
    return [hit["name"] for hit in answer.json()["results"]]


@pytest.mark.parametrize(
    ("who", "text", "found"),
    [
        ("county", "ytc", ["洋头村"]),
        ("county", "441621102", ["龙窝镇", "洋头村", "礼坑村"]),
        ("county", "wgq", ["温国强"]),
        ("county", "水务", ["县水务局"]),
        ("county", "ZJ-V", ["村级办法"]),
        ("county", "水坑", []),
        ("neighbour", "ytc", []),
        ("neighbour", "wgq", []),
        ("unit", "lhy", []),
        ("unit", "wgq", ["温国强"]),
        ("cadre", "五一", []),
        ("county", "%", []),
        ("county", "", []),
    ],
)
def test_search_finds_by_name_code_and_initials_within_ones_scope(
    county, as_user, who, text, found
):
    assert hits(as_user(getattr(county, who)), text) == found


def test_every_hit_of_a_search_opens_for_the_one_who_found_it(county, as_user):
    for who in ("county", "leader", "township", "unit", "cadre", "scorer"):
        client = as_user(getattr(county, who))
        for text in ("441621102", "温国强", "水务", "ZJ-"):
            answer = client.get("/find/", {"q": text}, headers={"Accept": "application/json"})
            for hit in answer.json()["results"]:
                assert not hit["href"] or client.get(hit["href"]).status_code == 200, (who, hit)


def test_the_page_of_a_search_that_found_nothing_says_how_to_search(county, as_user):
    assert "拼音首字母" in as_user(county.county).get("/find/?q=zzz").content.decode()


def test_schemes_of_another_county_do_not_exist(county, as_user):
    assert Scheme.objects.visible_to(county.stranger).count() == 0
    assert as_user(county.stranger).get("/assessments/schemes/ZJ-V-2026/").status_code == 404


# The workshop ------------------------------------------------------------------------------------


def test_a_remark_stands_under_its_row_and_the_sum_beside_the_section(cast, as_user):
    put_scheme(cast.places.county, DRAFT)
    page = as_user(cast.county).get("/assessments/schemes/ZJ-D-2026/")
    lines = page.context["lines"]
    assert lines.sections[0][1] == 90
    ((line, said),) = lines.remarks
    assert (line.cells["code"], line.remarks) == ("1", [said])
    assert page.content.decode().count(said) == 2  # under its row, and in the list beside the table


def test_opening_a_period_freezes_the_table_and_says_so_in_the_ledger(cast, as_user):
    put_scheme(cast.places.county, DRAFT)
    client = as_user(cast.county)
    for _twice in range(2):
        client.post("/assessments/schemes/ZJ-D-2026/open/", {"period": PERIOD})
    version = SchemeVersion.objects.get(scheme__code="ZJ-D-2026")
    assert version.frozen_at
    assert LedgerEntry.objects.about(version).filter(action="open a period").count() == 1


@pytest.mark.parametrize("period", ["", "2026-Q9", "next year"])
def test_no_period_opens_nothing(cast, as_user, period):
    put_scheme(cast.places.county, DRAFT)
    as_user(cast.county).post("/assessments/schemes/ZJ-D-2026/open/", {"period": period})
    assert not SchemeVersion.objects.get(scheme__code="ZJ-D-2026").frozen_at


def test_a_changed_table_of_an_opened_period_is_the_next_version(cast, as_user):
    scheme = put_scheme(cast.places.county, DRAFT)
    client = as_user(cast.county)
    client.post("/assessments/schemes/ZJ-D-2026/open/", {"period": PERIOD})
    table = COLUMNS + "\n" + DRAFT.replace("100,sum,,,,quarter", "90,sum,,,,quarter")
    importer = SchemeImport(by=cast.county)
    assert importer.commit(importer.read(table.encode())).ok
    assert [version.number for version in scheme.versions.all()] == [2, 1]


def test_grading_opens_a_period_that_nobody_opened(county):
    version = SchemeVersion.objects.get(scheme__code="ZJ-V-2026")
    assert version.frozen_at
    assert LedgerEntry.objects.about(version).filter(action="open a period").count() == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_downloaded_table_imports_as_the_same_table(county, as_user, kind):
    client = as_user(county.county)
    content = client.get(f"/assessments/schemes/ZJ-V-2026/v1.{kind}").content
    importer = SchemeImport(by=county.county)
    outcome = importer.check(importer.read(content))
    assert (outcome.ok, outcome.new, outcome.changed) == (True, 0, 0)
    assert importer.parsed.scheme.hash == SchemeVersion.objects.get(scheme__code="ZJ-V-2026").hash


def test_the_template_of_a_scheme_is_the_workbook_that_explains_the_methods(cast, as_user):
    content = as_user(cast.county).get("/assessments/import/scheme/template.xlsx").content
    assert len(load_workbook(BytesIO(content)).sheetnames) > 2
