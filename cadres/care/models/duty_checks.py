"""履责纪实检查: the township has looked through a secretary's duty record of a month (S2 一.3)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import CommitteeMember

from .care import secretaries_of


class DutyCheckQuerySet(ScopedQuerySet):
    area_path = "secretary__village__code"

    def visible_to(self, user):
        return self.filter(secretary__in=secretaries_of(user).values("pk"))


class DutyCheck(Versioned):
    """`month` is written 2026-05. Without a check that was passed nothing is paid."""

    secretary = models.ForeignKey(
        CommitteeMember,
        models.PROTECT,
        related_name="duty_checks",
        verbose_name=_("village secretary"),
    )
    month = models.CharField(_("month"), max_length=7)
    passed = models.BooleanField(_("in order"))
    remark = models.CharField(_("what is missing"), max_length=120, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=80)
    checked_on = models.DateField(_("checked on"))

    objects = DutyCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a duty record")
        verbose_name_plural = _("checks of duty records")
        ordering = ["-month", "secretary"]
        constraints = [
            models.UniqueConstraint(
                fields=["secretary", "month"],
                name="duty_check_once_a_month",
                violation_error_message=_("This month is already checked."),
            )
        ]

    def __str__(self):
        return f"{self.secretary} {self.month}"

    @property
    def area_code(self):
        return self.secretary.village_id

    def get_state_display(self):
        return _("in order") if self.passed else _("not in order")

    def clean(self):
        if not self.passed and not self.remark:
            raise ValidationError({"remark": _("Say what is missing.")})
