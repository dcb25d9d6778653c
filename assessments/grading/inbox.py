"""What waits for the county's office: second signatures, and periods whose facts have changed."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.cards.models.cards import Card
from assessments.cards.models.publications import Publication
from assessments.drilldown import link
from assessments.schemes.models.period_rules import PeriodRules
from assessments.templatetags.assessments_text import short_period
from cadres.inbox.sources import COUNTY, LEVELS, OpenItem, source

from .moving import FINAL
from .stale_results import stale_results


@source("scores", COUNTY, board=False)
def signatures_wanted(user, today):
    """Signed by one person of the office, to be signed by another."""
    rows = Publication.objects.visible_to(user).waiting().select_related("scheme", "signed_by")
    for each in rows.exclude(signed_by=user):
        page, text = "publish", _("%(scheme)s %(period)s: second signature to publish")
        if each.reason:
            page, text = "correct", _("%(scheme)s %(period)s: second signature to correct")
        yield OpenItem(
            text % {"scheme": each.scheme, "period": short_period(each.period)},
            link(f"assessments:{page}", each.scheme.code, each.period),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(each.signed_at),
            None,
            str(each.signed_by),
        )


@source("scores", COUNTY, board=False)
def moves_wanted(user, today):
    """Periods that one person would move to another version, to be signed by another."""
    final = Card.objects.filter(
        scheme=OuterRef("scheme"), period=OuterRef("period"), state__in=FINAL
    )
    rows = PeriodRules.objects.visible_to(user).exclude(asked=None).exclude(asked_by=user)
    rows = rows.exclude(Exists(final))
    text = _("%(scheme)s %(period)s: second signature to move to another version")
    for each in rows.select_related("scheme", "asked_by"):
        yield OpenItem(
            text % {"scheme": each.scheme, "period": short_period(each.period)},
            link("assessments:move_rules", each.scheme.code, each.period),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(each.asked_at),
            None,
            str(each.asked_by),
        )


@source("scores", COUNTY, board=False)
def facts_changed(user, today):
    """Graded, and facts were entered since; those that wait for a signature stand above."""
    asked = Publication.objects.visible_to(user).waiting()
    asked = set(asked.values_list("scheme", "period"))
    for each in stale_results(user):
        if each.key not in asked:
            text = _("%(scheme)s %(period)s: facts changed since grading")
            yield OpenItem(
                text % {"scheme": each.scheme, "period": short_period(each.period)},
                each.href,
                COUNTY,
                str(LEVELS[COUNTY]),
                timezone.localdate(each.since),
            )
