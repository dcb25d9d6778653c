"""开启周期: the table that a period is graded by never changes again (SCORING §§2, 8)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger

from .models.schemes import Scheme
from .models.worksheets import Worksheet
from .refusals import GradingRefused, check_period, newest_version


@transaction.atomic
def open_period(scheme, period, by=None):
    """Freeze the newest version for a period; False when it is frozen already.

    GradingRefused when the scheme has no table, or none of its lines is scored in such a period.
    """
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    version = newest_version(scheme)
    check_period(version.table, period)
    return freeze(version, period, by)


def freeze(version, period, by):
    """Whether the version was still a draft; it is none any more.

    GradingRefused while its page has changes with faults, which the table would go without."""
    if version.frozen_at:
        return False
    if Worksheet.objects.filter(version=version).exists():
        said = _("The table is being edited and faults are left. Mend or drop the edits first.")
        raise GradingRefused(said)
    version.frozen_at = timezone.now()
    version.save(update_fields=["frozen_at"])
    ledger.record(by, gettext_noop("open a period"), version, {}, {"period": str(period)})
    return True
