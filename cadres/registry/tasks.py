"""The six tasks of a team, which diaries, promises and acceptances name."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Task(models.TextChoices):
    """The six tasks of a team (S3 二)."""

    LEADERSHIP = "leadership", _("Building the leadership")
    MEMBERS = "members", _("Building the ranks")
    ECONOMY = "economy", _("Economic growth")
    SOCIETY = "society", _("Social progress")
    RULES = "rules", _("Sound rules")
    STYLE = "style", _("Better ways of working")


def check_tasks(value):
    unknown = [task for task in value.split(",") if task not in Task.values]
    if unknown:
        raise ValidationError(_("Choose from the six tasks."))
