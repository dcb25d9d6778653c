"""A log-in: one role, one area code (docs: DOMAIN §3)."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access import ScopedQuerySet
from ..roles import ADMINISTRATORS, Role, role_choices
from .versions import Versioned

TOWNSHIP_DIGITS = 9


def mask_email(address):
    """wen@example.gov.cn → w***@example.gov.cn"""
    return f"{address[:1]}***@{address.rpartition('@')[2]}" if address else ""


class UserQuerySet(ScopedQuerySet):
    """System and security administrators see the accounts of their area, the county office those
    that do the county's business; anybody else sees the own one."""

    area_path = "area_code"

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.role in {Role.SYSADMIN, Role.SECADMIN}:
            return self.within(user.area_code)
        if user.role == Role.COUNTY:
            return self.within(user.area_code).exclude(role__in={"", *ADMINISTRATORS})
        return self.filter(pk=user.pk)

    def find(self, text):
        """By user name, name or office."""
        text = text.strip()
        return self.filter(
            models.Q(username__icontains=text)
            | models.Q(name__icontains=text)
            | models.Q(office__icontains=text)
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        """A validated account; without a password it cannot log in."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(Versioned, AbstractBaseUser):
    """Who may. `area_code` is a prefix of statistical codes: everything under it is in scope.

    A liaison's unit and a cadre's person point here (`Unit.liaisons`, `Cadre.user`).
    There is no superuser: three administrators share what one would hold. An account without a role
    (opened by the system administrator, not yet granted by the security one) cannot log in.
    """

    masked = {"email": mask_email}

    username = models.CharField(
        _("user name"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[\w.@-]+$", _("Letters, digits and . @ - _ only."))],
    )
    name = models.CharField(_("full name"), max_length=40, blank=True)
    office = models.CharField(_("office"), max_length=80, blank=True)
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Only for the digest of the morning, if the county sends it; may stay empty."),
    )
    role = models.CharField(_("role"), max_length=12, choices=role_choices, blank=True)
    area_code = models.CharField(
        _("area code"),
        max_length=12,
        validators=[RegexValidator(r"^\d{2,12}$", _("2 to 12 digits of a statistical code."))],
    )
    is_active = models.BooleanField(_("in use"), default=True)
    must_change_password = models.BooleanField(_("must change password"), default=True)
    joined_at = models.DateTimeField(_("created"), default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]

    def __str__(self):
        return self.name or self.username

    def get_absolute_url(self):
        return reverse("accounts:user_page", args=[self.pk])

    def clean(self):
        super().clean()
        if self.role == Role.TOWNSHIP and len(self.area_code) != TOWNSHIP_DIGITS:
            message = _("A township committee's account needs the 9 digits of its township.")
            raise ValidationError({"area_code": message})

    @property
    def may_log_in(self):
        return self.is_active and self.role in Role.values

    @property
    def state_label(self):
        if not self.is_active:
            return _("Closed")
        if not self.role:
            return _("No role yet")
        return _("First password not changed") if self.must_change_password else _("In use")
