"""查找: by name, code and initials, within the scope of who searches."""

import pytest

from tests.assessments.graded import graded
from tests.stage import layer

pytestmark = pytest.mark.both


@layer
def county(cast):
    graded(cast)
    return cast


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
