"""Triggers on both databases: a published card never changes but to `superseded`, and the table of
a frozen scheme version never changes (SCORING §8)."""

from django.db import migrations

CARD = "a published card never changes"
TABLE = "a frozen scheme table never changes"


def columns(apps, name):
    return [field.column for field in apps.get_model("assessments", name)._meta.concrete_fields]


def create_sqlite(apps, execute):
    same = " AND ".join(
        f'NEW."{column}" IS OLD."{column}"' for column in columns(apps, "Card") if column != "state"
    )
    execute(
        "CREATE TRIGGER card_refuses_update BEFORE UPDATE ON assessments_card "
        "WHEN OLD.state = 'superseded' OR (OLD.state = 'published' "
        f"AND NOT (NEW.state = 'superseded' AND {same})) "
        f"BEGIN SELECT RAISE(ABORT, '{CARD}'); END"
    )
    execute(
        "CREATE TRIGGER card_refuses_delete BEFORE DELETE ON assessments_card "
        "WHEN OLD.state IN ('published', 'superseded') "
        f"BEGIN SELECT RAISE(ABORT, '{CARD}'); END"
    )
    execute(
        "CREATE TRIGGER scheme_table_refuses_update BEFORE UPDATE ON assessments_schemeversion "
        "WHEN OLD.frozen_at IS NOT NULL AND NOT (NEW.hash IS OLD.hash AND NEW.rows IS OLD.rows) "
        f"BEGIN SELECT RAISE(ABORT, '{TABLE}'); END"
    )


def create_postgresql(apps, execute):
    execute(
        "CREATE FUNCTION card_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'superseded' "
        "AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{CARD}'; END $$"
    )
    execute(
        "CREATE TRIGGER card_refuses_change BEFORE UPDATE OR DELETE ON assessments_card "
        "FOR EACH ROW WHEN (OLD.state IN ('published', 'superseded')) "
        "EXECUTE FUNCTION card_refuses()"
    )
    execute(
        "CREATE FUNCTION scheme_table_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{TABLE}'; END $$"
    )
    execute(
        "CREATE TRIGGER scheme_table_refuses_change BEFORE UPDATE ON assessments_schemeversion "
        "FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL AND (NEW.hash IS DISTINCT FROM OLD.hash "
        "OR NEW.rows IS DISTINCT FROM OLD.rows)) EXECUTE FUNCTION scheme_table_refuses()"
    )


def create(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    (create_sqlite if sqlite else create_postgresql)(apps, schema_editor.execute)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("card_refuses_update", "card_refuses_delete", "scheme_table_refuses_update"):
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    schema_editor.execute("DROP TRIGGER card_refuses_change ON assessments_card")
    schema_editor.execute("DROP TRIGGER scheme_table_refuses_change ON assessments_schemeversion")
    schema_editor.execute("DROP FUNCTION card_refuses()")
    schema_editor.execute("DROP FUNCTION scheme_table_refuses()")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
