"""What the lists of several rooms can be narrowed by."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from accounts.roles import OFFICE
from villages.models import Township, Village


def townships(request):
    return Township.objects.visible_to(request.user) if request else Township.objects.none()


def month_input():
    return forms.DateInput(attrs={"type": "month"}, format="%Y-%m")


class InVillages(RegistryFilter):
    """Rows of a village: by village (name, code, initials) and by township.

    Who has one township only is not asked for it.
    """

    village = filters.CharFilter(label=_("village"), method="in_village")
    township = filters.ModelChoiceFilter(
        label=_("township"), queryset=townships, field_name="village__township"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.role not in OFFICE:
            del self.filters["township"]

    def in_village(self, queryset, name, value):
        return queryset.filter(village__in=Village.objects.find(value))
