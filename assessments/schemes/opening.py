"""开启周期: the table that a period is graded by never changes again (SCORING §§2, 8)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger

from .models.period_rules import PeriodRules
from .models.schemes import Scheme
from .models.worksheets import Worksheet
from .refusals import GradingRefused, check_period
from .standing_versions import version_of


@transaction.atomic
def open_period(scheme, period, by=None):
    """Put a period under the newest version, which is frozen; False when it is open already.

    GradingRefused when the scheme has no table, or none of its lines is scored in such a period.
    """
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    version = version_of(scheme, period)
    check_period(version.table, period)
    return put_under(version, period, by)


def put_under(version, period, by):
    """Have a period stand under a version from now on; False when it stands under one already.

    The version is frozen. GradingRefused as `freeze`. The scheme is locked by whoever calls."""
    scheme = version.scheme
    if PeriodRules.objects.of(scheme, period).exists():
        return False
    freeze(version)
    PeriodRules.objects.create(scheme=scheme, period=str(period), scheme_version=version)
    ledger.record(by, gettext_noop("open a period"), version, {}, {"period": str(period)})
    return True


def freeze(version):
    """A draft is none any more, and its table never changes again.

    GradingRefused while its page has changes with faults, which the table would go without."""
    if version.frozen_at:
        return
    if Worksheet.objects.filter(version=version).exists():
        said = _("The table is being edited and faults are left. Mend or drop the edits first.")
        raise GradingRefused(said)
    version.frozen_at = timezone.now()
    version.save(update_fields=["frozen_at"])
