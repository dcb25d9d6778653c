"""Who can be called to a course: by batch, township, role, missing training, or by name."""

from django.db.models import Q

from accounts.access import within
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting

from .models.attendance import TrainingAttendance


def candidates(training, user, q="", township=None, role="", untrained=False):
    """Cadres not on the list yet. By name anybody of the county, else the people of the batch."""
    people = Cadre.objects.visible_to(user).exclude(trainings__training=training)
    people = people.find(q) if q else people.filter(pk__in=_of_batch(training))
    if township:
        here = within("postings__team__village__code", township.pk)
        there = Cadre.objects.filter(here | Q(unit__township=township))
        people = people.filter(pk__in=there.values("pk"))
    if role:
        posts = Posting.objects.filter(team__batch=training.batch_id, role=role)
        people = people.filter(pk__in=posts.values("cadre"))
    if untrained:
        people = people.exclude(pk__in=_trained(training))
    return people.select_related("unit").order_by("unit__sort_key", "sort_key", "pk")


def _of_batch(training):
    of_batch = Q(nominations__batch=training.batch_id) | Q(postings__team__batch=training.batch_id)
    return Cadre.objects.filter(of_batch).values("pk")


def _trained(training):
    """Who attended a course before posting of this batch."""
    rows = TrainingAttendance.objects.filter(attended=True, training__kind=training.Kind.BEFORE)
    return rows.filter(training__batch=training.batch_id).values("cadre")
