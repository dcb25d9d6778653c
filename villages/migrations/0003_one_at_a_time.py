"""One open class, one open flag of a kind, one record of an activity."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("villages", "0002_rules_and_figures")]
    operations = [
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                fields=["village", "kind", "on", "title"],
                name="activity_once",
                violation_error_message="This activity is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="villageclass",
            constraint=models.UniqueConstraint(
                fields=["village"],
                condition=Q(until__isnull=True),
                name="one_class_at_a_time",
                violation_error_message="The village already has a class; it ends first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="villageflag",
            constraint=models.UniqueConstraint(
                fields=["village", "kind"],
                condition=Q(until__isnull=True),
                name="flag_once_at_a_time",
                violation_error_message="The village already has this flag.",
            ),
        ),
    ]
