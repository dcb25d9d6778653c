"""Forms that keep what was typed, and the forms of accounts."""

from .versions import VersionedForm, section

__all__ = ["VersionedForm", "section"]
