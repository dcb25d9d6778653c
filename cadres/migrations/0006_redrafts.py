"""What was there before a redraft is kept, so that one step can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0005_names_of_papers")]

    operations = [
        migrations.AddField(
            model_name="dispatchplan",
            name="before",
            field=models.JSONField(
                default=dict, editable=False, verbose_name="lines before the last proposal"
            ),
        ),
        *(
            migrations.AddField(
                model_name=name,
                name="before",
                field=models.JSONField(
                    default=dict, editable=False, verbose_name="what the last reading replaced"
                ),
            )
            for name in ("circular", "countyreport", "quarterlyreport")
        ),
    ]
