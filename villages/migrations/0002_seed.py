"""The numbers of the programme that speak of villages, and the figures every village records."""

from django.db import migrations

from villages.seeds import Table, rules, seed


class Migration(migrations.Migration):
    dependencies = [("villages", "0001_initial")]
    operations = [
        seed(
            *rules("villages"),
            Table("villages.FigureKind", "villages/figures.csv", ("code",)),
        )
    ]
