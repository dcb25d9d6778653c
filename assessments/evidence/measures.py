"""What readers count in: the unit stands behind the number, «2 人»."""

from django.utils.translation import pgettext_lazy

CASES = pgettext_lazy("unit of a fact", "cases")
DAYS = pgettext_lazy("unit of a fact", "working days")
ENTRIES = pgettext_lazy("unit of a fact", "entries")
ITEMS = pgettext_lazy("unit of a fact", "items")
KINDS = pgettext_lazy("unit of a fact", "kinds")
PEOPLE = pgettext_lazy("unit of a fact", "people")
REPORTS = pgettext_lazy("unit of a fact", "reports")
TIMES = pgettext_lazy("unit of a fact", "times")
VILLAGES = pgettext_lazy("unit of a fact", "villages")
