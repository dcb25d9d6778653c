"""Who may (users) and who did (the ledger)."""

from .ledger import LedgerEntry
from .users import ADMINISTRATORS, Role, User
from .versions import StaleRecord, Versioned

__all__ = ["ADMINISTRATORS", "LedgerEntry", "Role", "StaleRecord", "User", "Versioned"]
