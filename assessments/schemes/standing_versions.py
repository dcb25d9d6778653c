"""Which version of a scheme a period stands under; a period without one takes the newest."""

from .models.period_rules import PeriodRules
from .models.schemes import SchemeVersion
from .refusals import newest_version


def version_of(scheme, period):
    """The SchemeVersion that a run of a Quarter or Year uses; GradingRefused without a table."""
    rules = PeriodRules.objects.of(scheme, period).select_related("scheme_version").first()
    if rules is None:
        return newest_version(scheme)
    rules.scheme_version.scheme = scheme
    return rules.scheme_version


class StandingVersions:
    """The same for every scheme of a queryset or list, in two SELECTs."""

    def __init__(self, schemes):
        rows = SchemeVersion.objects.filter(scheme__in=schemes).select_related("scheme")
        versions = list(rows.order_by("scheme__code", "number"))
        self.newest = {each.scheme_id: each for each in versions}
        by_pk = {each.pk: each for each in versions}
        rules = PeriodRules.objects.filter(scheme__in=self.newest)
        self._standing = {
            (scheme, period): by_pk[version]
            for scheme, period, version in rules.values_list("scheme", "period", "scheme_version")
        }

    def of(self, scheme, period):
        """The SchemeVersion of a scheme (its pk) with at least one version, in a period."""
        return self._standing.get((scheme, str(period))) or self.newest[scheme]
