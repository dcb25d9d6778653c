"""Whether something new was told to the person whose page this is: a dot in the head, no number."""

from django.utils.functional import SimpleLazyObject

from .models import Notice


def news(request):
    """`has_news`, asked for only where the head is drawn; one query."""
    return {"has_news": SimpleLazyObject(lambda: _has_news(getattr(request, "user", None)))}


def _has_news(user):
    told = Notice.objects.visible_to(user) if user else Notice.objects.none()
    return told.unread().exists()
