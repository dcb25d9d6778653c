"""What grading adds to the list of results: what the county's office has to do there."""

from accounts.models import Role
from assessments.cards.models.publications import Publication
from assessments.page_parts import adds_to

from .stale_results import stale_results


@adds_to("result_list")
def office_work(user, scheme, period):
    """`publications` that wait for a second signature, or else `overtaken`: facts entered since."""
    if user.role != Role.COUNTY:
        return {}
    asked = Publication.objects.waiting().filter(scheme=scheme, period=str(period))
    asked = list(asked.select_related("signed_by"))
    return {
        "publications": asked,
        "overtaken": [] if asked else stale_results(user, scheme, period),
    }
