"""What readers count in: the unit stands behind the number, «2 人»."""

from django.utils.translation import pgettext_lazy

CASES = pgettext_lazy("unit", "cases")
DAYS = pgettext_lazy("unit", "working days")
ENTRIES = pgettext_lazy("unit", "entries")
ITEMS = pgettext_lazy("unit", "items")
KINDS = pgettext_lazy("unit", "kinds")
PEOPLE = pgettext_lazy("unit", "people")
REPORTS = pgettext_lazy("unit", "reports")
TIMES = pgettext_lazy("unit", "times")
VILLAGES = pgettext_lazy("unit", "villages")
