"""A trigger on both databases: the table of a frozen scheme version never changes (SCORING §8)."""

from accounts.triggers import by_vendor

REFUSAL = "a frozen scheme table never changes"

create = by_vendor(
    {
        "sqlite": [
            "CREATE TRIGGER scheme_table_refuses_update BEFORE UPDATE ON assessments_schemeversion "
            "WHEN OLD.frozen_at IS NOT NULL "
            "AND NOT (NEW.hash IS OLD.hash AND NEW.rows IS OLD.rows) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        ],
        "postgresql": [
            "CREATE FUNCTION scheme_table_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
            "CREATE TRIGGER scheme_table_refuses_change BEFORE UPDATE ON assessments_schemeversion "
            "FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL AND (NEW.hash IS DISTINCT FROM OLD.hash "
            "OR NEW.rows IS DISTINCT FROM OLD.rows)) EXECUTE FUNCTION scheme_table_refuses()",
        ],
    }
)
drop = by_vendor(
    {
        "sqlite": ["DROP TRIGGER scheme_table_refuses_update"],
        "postgresql": [
            "DROP TRIGGER scheme_table_refuses_change ON assessments_schemeversion",
            "DROP FUNCTION scheme_table_refuses()",
        ],
    }
)
