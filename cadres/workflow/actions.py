"""How a page carries out a verb of a record: done, not possible, or somebody was faster."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import StaleRecord

from .transitions import WrongState


def run_on_form(form, verb, *args, **kwargs):
    """Run `verb`; True when it succeeded, else its errors stand on `form`."""
    try:
        verb(*args, **kwargs)
    except ValidationError as error:
        form.add_error(None, _placed(form, error))
    except StaleRecord:
        form.add_error(None, _("Somebody else changed this meanwhile. Look at it again."))
    return not form.errors


def run_or_refuse(form, verb, *args, **kwargs):
    """Run `verb`; True when it succeeded. What it refuses stands on `form`; a record that has moved
    on is for `show_refusal`."""
    try:
        verb(*args, **kwargs)
    except WrongState:
        raise
    except ValidationError as error:
        form.add_error(None, _placed(form, error))
    return not form.errors


def _placed(form, error):
    """Field errors at their fields, those of fields the form lacks on top."""
    if not hasattr(error, "error_dict"):
        return error
    if all(name in form.fields for name in error.error_dict):
        return error
    return ValidationError(error.messages)


def run_and_redirect(request, back, done, verb, *args, **kwargs):
    """Run a verb that needs no form, say how it went, and go `back`."""
    try:
        verb(*args, **kwargs)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    except StaleRecord:
        messages.error(request, _("Somebody else changed this meanwhile. Look at it again."))
    else:
        messages.success(request, done)
    return redirect(back)
