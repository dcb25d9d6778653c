"""What a person sees when a verb came too late or lacked something: why, and the way back."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.shortcuts import render

from accounts.models import StaleRecord

from .transitions import WrongState


def show_refusal(view):
    """Answers a refused verb with a page: 409 when the record has moved on, 422 otherwise."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ValidationError as fault:
            status = 409 if isinstance(fault, WrongState) else 422
            return _page(request, fault.messages, status)
        except StaleRecord as stale:
            return _page(request, [str(stale.current)], 409)

    return answered


def _page(request, reasons, status):
    phone = request.user.role == "cadre"
    template = "cadres/workflow/refused_phone.html" if phone else "cadres/workflow/refused.html"
    return render(request, template, {"reasons": reasons}, status=status)
