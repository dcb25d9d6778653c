"""Password rule beyond Django's own (等保 8.1.4.1)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

KINDS = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())


class ThreeKindsOfCharacter:
    def validate(self, password, user=None):
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        return _("Use three of: small letters, capitals, digits, signs.")
