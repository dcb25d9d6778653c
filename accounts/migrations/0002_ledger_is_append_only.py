"""Triggers that refuse UPDATE and DELETE (and TRUNCATE) on the ledger, on both databases."""

from django.db import migrations

REFUSAL = "the ledger is append-only"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER ledger_refuses_{verb.lower()} BEFORE {verb} ON accounts_ledgerentry "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    schema_editor.execute(
        "CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER ledger_refuses_change BEFORE UPDATE OR DELETE ON accounts_ledgerentry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_refuses()"
    )
    schema_editor.execute(
        "CREATE TRIGGER ledger_refuses_truncate BEFORE TRUNCATE ON accounts_ledgerentry "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()"
    )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER ledger_refuses_{verb}")
        return
    for name in ("change", "truncate"):
        schema_editor.execute(f"DROP TRIGGER ledger_refuses_{name} ON accounts_ledgerentry")
    schema_editor.execute("DROP FUNCTION ledger_refuses()")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
