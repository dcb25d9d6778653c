"""Posting only after training: refused, or a reason and a place on the list, as the rule says."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.models import Cadre, DispatchPlan, Nomination, Posting, Training
from cadres.trainings.models.attendance import begun_untrained
from villages.models import ProgrammeRule

pytestmark = pytest.mark.both

START = date(2026, 2, 1)


def attended(cast, cadre, until, kind="before", attended=True):
    course = Training.objects.create(
        batch=cast.batch, title="岗前培训", kind=kind, since=until, until=until
    )
    course.attendances.create(cadre=cadre, attended=attended)


def new(cast, reason=""):
    cadre = Cadre.objects.create(code="C009", name="新人", unit=cast.water)
    return Posting(cadre=cadre, team=cast.next_team, since=START, untrained_reason=reason)


def refuse():
    ProgrammeRule.objects.filter(pk="untrained_posting").update(value=0)


def test_with_a_reason_the_untrained_begin_and_stand_on_the_list(cast):
    with pytest.raises(ValidationError):
        new(cast).begin(cast.county)
    Cadre.objects.filter(pk="C009").delete()
    posting = new(cast, "报到后补训").begin(cast.county)
    assert posting in begun_untrained(Posting.objects.all())


def test_where_the_rule_refuses_no_reason_helps(cast):
    refuse()
    posting = new(cast, "报到后补训")
    with pytest.raises(ValidationError, match="不能派驻"):
        posting.begin(cast.county)
    attended(cast, posting.cadre, START)
    assert posting.begin(cast.county).pk


def plan(cast):
    made = DispatchPlan.objects.create(batch=cast.batch, figures_year=2025)
    cadre = Cadre.objects.create(code="C009", name="新人", unit=cast.water)
    village = cast.places.second
    line = made.lines.create(village=village, size=1, level="county")
    Nomination.objects.create(batch=cast.batch, cadre=cadre, line=line)
    return made, cadre


def test_a_plan_says_who_is_untrained_and_is_not_confirmed_where_the_rule_refuses(cast):
    made, cadre = plan(cast)
    assert made.faults() == []
    refuse()
    assert any("新人" in str(fault) for fault in made.faults())
    with pytest.raises(ValidationError):
        made.confirm(cast.county, "报到后补训")
    attended(cast, cadre, date(2026, 1, 5))
    made.confirm(cast.county)
    assert Posting.objects.get(cadre=cadre).was_trained


def test_a_missed_course_before_and_one_attended_later_do_not_make_one_before(cast):
    made, cadre = plan(cast)
    attended(cast, cadre, date(2026, 1, 5), attended=False)
    attended(cast, cadre, date(2026, 3, 5))
    assert [seat.cadre for seat in made.untrained()] == [cadre]


def test_the_list_says_who_made_up_for_it(cast, as_user):
    attended(cast, cast.person, date(2026, 3, 5))
    client, path = as_user(cast.county), reverse("cadres:untrained_list")
    rows = {row.cadre_id: row.made_up for row in client.get(path).context["table"].data}
    assert rows == {"C001": date(2026, 3, 5), "C002": None}
    for chosen, code in (("true", "C001"), ("false", "C002")):
        table = client.get(path, {"made_up": chosen}).context["table"]
        assert [row.cadre_id for row in table.data] == [code]


def test_who_was_trained_before_is_not_on_the_list(cast, as_user):
    for cadre in (cast.person, cast.other):
        attended(cast, cadre, date(2026, 1, 8))
    page = as_user(cast.county).get(reverse("cadres:untrained_list"))
    assert page.context["found"] == 0
    assert 'class="empty"' in page.content.decode()
