"""Passwords: a rule beyond Django's own (等保 8.1.4.1) and the one that is used once."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

KINDS = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
# Read out over the telephone without a doubt: no 0 O o, 1 l I, 5 S s, 2 Z z.
LETTERS, CAPITALS, DIGITS = "abcdefghkmnpqrtuvwxy", "ABCDEFGHKMNPQRTUVWXY", "346789"


class ThreeKindsOfCharacter:
    def validate(self, password, user=None):
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        return _("Use three of: small letters, capitals, digits, signs.")


def one_time():
    """A first password of three groups, such as `Khwm-7394-Xtqa`; about 45 bits."""
    word, number = (CAPITALS, LETTERS, LETTERS, LETTERS), (DIGITS,) * 4
    return "-".join("".join(map(secrets.choice, group)) for group in (word, number, word))
