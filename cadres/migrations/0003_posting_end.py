"""Why a posting ended stands with its last day. An old table could open a withdrawn posting again and
leave its reason: its last day comes back from the ledger."""

from django.db import migrations, models
from django.db.models import Q

COMPLETE = Q(until__isnull=False) & ~Q(end_kind="") | Q(
    end_kind="", end_reason="", handover="", handed_over_on__isnull=True
)
NO_END = {"end_kind": "", "end_reason": "", "handover": "", "handed_over_on": None}


def withdrawn_on(entries, posting):
    """The day of the last withdrawal on the ledger, as text; None when there is none."""
    about = entries.filter(object_type="cadres.posting", object_id=str(posting.pk))
    days = about.filter(action="withdraw").order_by("seq").values_list("after__until", flat=True)
    return days.last()


def complete(apps, schema_editor):
    entries = apps.get_model("accounts", "LedgerEntry").objects.all()
    postings = apps.get_model("cadres", "Posting").objects.all()
    for posting in postings.exclude(COMPLETE):
        day = posting.end_kind and withdrawn_on(entries, posting)
        postings.filter(pk=posting.pk).update(**({"until": day} if day else NO_END))


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_seed"), ("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(complete, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=COMPLETE,
                name="posting_withdrawn_has_an_end",
                violation_error_message="Why a posting ended stands with its last day, or not at all.",
            ),
        ),
    ]
