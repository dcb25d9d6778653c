"""The numbers of the programme that speak of villages, and the figures every village records."""

from django.db import migrations

from villages.seeds import seed, seed_rules


class Migration(migrations.Migration):
    dependencies = [("villages", "0001_initial")]
    operations = [
        *seed_rules("villages"),
        seed("villages.FigureKind", "villages/figures.csv", "code"),
    ]
