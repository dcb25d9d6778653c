"""Triggers that refuse UPDATE and DELETE (and TRUNCATE) on the ledger, on both databases."""

from .triggers import by_vendor

REFUSAL = "the ledger is append-only"

create = by_vendor(
    {
        "sqlite": [
            f"CREATE TRIGGER ledger_refuses_{verb.lower()} BEFORE {verb} ON accounts_ledgerentry "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for verb in ("UPDATE", "DELETE")
        ],
        "postgresql": [
            "CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
            "CREATE TRIGGER ledger_refuses_change BEFORE UPDATE OR DELETE ON accounts_ledgerentry "
            "FOR EACH ROW EXECUTE FUNCTION ledger_refuses()",
            "CREATE TRIGGER ledger_refuses_truncate BEFORE TRUNCATE ON accounts_ledgerentry "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()",
        ],
    }
)
drop = by_vendor(
    {
        "sqlite": ["DROP TRIGGER ledger_refuses_update", "DROP TRIGGER ledger_refuses_delete"],
        "postgresql": [
            "DROP TRIGGER ledger_refuses_change ON accounts_ledgerentry",
            "DROP TRIGGER ledger_refuses_truncate ON accounts_ledgerentry",
            "DROP FUNCTION ledger_refuses()",
        ],
    }
)
