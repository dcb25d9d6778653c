"""The county whose name stands in the head, and whether its data are invented."""

from django.utils.functional import SimpleLazyObject

from villages.models import County


def place(request):
    """`county`: of the person, or the only one before log-in; asked for once, when shown."""
    return {"county": SimpleLazyObject(lambda: county_of(getattr(request, "user", None)))}


def county_of(user):
    if user is not None and user.is_authenticated:
        return County.objects.filter(code=user.area_code[:6]).first()
    counties = list(County.objects.order_by("code")[:2])
    return counties[0] if len(counties) == 1 else None
