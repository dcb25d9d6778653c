"""The number of the programme below which the last of a class are spoken to."""

from django.db import migrations

from villages.seeds import rules, seed


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [seed(*rules("assessments/cards"))]
