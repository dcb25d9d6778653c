"""How a record moves on: locked, checked as it stands now, written with its ledger row."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import ledger


class WrongState(ValidationError):
    """The record has moved on since it was read; nothing was written."""

    def __init__(self, obj, where):
        self.obj = obj
        super().__init__(
            _("Not possible now: «%(what)s» is %(where)s.") % {"what": obj, "where": where}
        )


@transaction.atomic
def transition(obj, by, action, *, when, note="", **values):
    """Set `values` on the locked row if `when(obj)` holds there; write it with its ledger row.

    `values` may hold callables of the locked row. Raises WrongState, and writes nothing, otherwise.
    """
    obj.refresh_from_db(from_queryset=type(obj)._base_manager.select_for_update())
    if not when(obj):
        raise WrongState(obj, obj.get_state_display())
    for name, value in values.items():
        setattr(obj, name, value(obj) if callable(value) else value)
    return ledger.write(obj, by, action, note)


def expect_over(span, today):
    """ValidationError until the last day of `span` (a Month, Quarter or Year) has passed."""
    if span.last_day >= today:
        said = {"period": span.label(), "day": span.last_day}
        raise ValidationError(_("%(period)s is not over yet: possible after %(day)s.") % said)


def require_reason(reason):
    """The reason without blanks around it; ValidationError when there is none."""
    if not reason.strip():
        raise ValidationError(_("Give the reason."))
    return reason.strip()
