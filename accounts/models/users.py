"""A log-in: one role, one area code (docs: DOMAIN §3)."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access import ScopedQuerySet


class Role(models.TextChoices):
    COUNTY = "county", _("County office")
    LEADER = "leader", _("County leader")
    TOWNSHIP = "township", _("Township committee")
    UNIT = "unit", _("Unit liaison")
    CADRE = "cadre", _("Resident cadre")
    SCORER = "scorer", _("Scorer")
    SYSADMIN = "sysadmin", _("System administrator")
    SECADMIN = "secadmin", _("Security administrator")
    AUDITOR = "auditor", _("Audit administrator")


class UserQuerySet(ScopedQuerySet):
    """Accounts of an area. County staff see business accounts, administrators see all."""

    area_path = "area_code"

    def visible_to(self, user):
        if user.role in {Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR}:
            return self.within(user.area_code)
        if user.role == Role.COUNTY:
            return self.within(user.area_code).exclude(role__in=Role.ADMINISTRATORS)
        return self.filter(pk=user.pk)


Role.ADMINISTRATORS = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR})


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        """A validated account; without a password it cannot log in."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Who may. `area_code` is a prefix of statistical codes: everything under it is in scope.

    A liaison's unit and a cadre's person point here (`Unit.liaisons`, `Cadre.user`).
    There is no superuser: three administrators share what one would hold.
    """

    username = models.CharField(
        _("user name"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[\w.@-]+$", _("Letters, digits and . @ - _ only."))],
    )
    name = models.CharField(_("name"), max_length=40, blank=True)
    office = models.CharField(_("office"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="user_role_known",
                violation_error_message=_("One account has exactly one role."),
            )
        ]

    def __str__(self):
        return self.name or self.username

    def has_role(self, *roles):
        return self.role in roles
