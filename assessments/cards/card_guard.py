"""Triggers on both databases: a published card never changes but to `superseded` (SCORING §8).

SQLite drops them when Django makes the table anew (AlterField, RemoveField, AddConstraint): such a
migration calls `create` at its end. On SQLite they name every column, so one that adds a column
calls `drop` before and `create` after it.
"""

from accounts.triggers import by_vendor

REFUSAL = "a published card never changes"


def create(apps, schema_editor):
    """`apps` as the migration has them: the columns that are guarded."""
    fields = apps.get_model("assessments", "Card")._meta.concrete_fields
    guarded = [field.column for field in fields if field.column != "state"]
    by_vendor({"sqlite": sqlite(guarded), "postgresql": POSTGRESQL})(apps, schema_editor)


def sqlite(guarded):
    same = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in guarded)
    return [
        "CREATE TRIGGER card_refuses_update BEFORE UPDATE ON assessments_card "
        "WHEN OLD.state = 'superseded' OR (OLD.state = 'published' "
        f"AND NOT (NEW.state = 'superseded' AND {same})) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        "CREATE TRIGGER card_refuses_delete BEFORE DELETE ON assessments_card "
        "WHEN OLD.state IN ('published', 'superseded') "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ]


POSTGRESQL = [
    "CREATE FUNCTION card_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'superseded' "
    "AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN RETURN NEW; END IF; "
    f"RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER card_refuses_change BEFORE UPDATE OR DELETE ON assessments_card "
    "FOR EACH ROW WHEN (OLD.state IN ('published', 'superseded')) "
    "EXECUTE FUNCTION card_refuses()",
]

drop = by_vendor(
    {
        "sqlite": ["DROP TRIGGER card_refuses_update", "DROP TRIGGER card_refuses_delete"],
        "postgresql": [
            "DROP TRIGGER card_refuses_change ON assessments_card",
            "DROP FUNCTION card_refuses()",
        ],
    }
)
