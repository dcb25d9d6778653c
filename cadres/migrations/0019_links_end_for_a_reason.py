from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0018_acceptances")]

    operations = [
        migrations.AddConstraint(
            model_name="leaderlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_kind", ""), ("until__isnull", True)),
                    models.Q(("until__isnull", False), models.Q(("end_kind", ""), _negated=True)),
                    _connector="OR",
                ),
                name="link_ends_for_a_reason",
                violation_error_message="A link does not end by itself.",
            ),
        ),
    ]
