"""Who may (users) and who did (the ledger)."""

from .ledger import LedgerEntry
from .users import Role, User
from .versions import StaleRecord, Versioned

__all__ = ["LedgerEntry", "Role", "StaleRecord", "User", "Versioned"]
