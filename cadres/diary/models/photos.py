"""Photos of the diary: one per person and picture, made anew here without what a camera adds."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from cadres.documents.storage import SHA256
from cadres.registry.models.cadres import Cadre


class PhotoQuerySet(ScopedQuerySet):
    """Only the author by itself; others see a photo through an entry that lists it."""

    area_roles = frozenset()

    def _seen_by_cadre(self, user):
        return self.filter(cadre__user=user)

    def of_cadre(self, cadre, sha256s):
        return self.filter(cadre=cadre, sha256__in=sha256s)

    def bytes_kept(self):
        return self.aggregate(sum=Sum("size"))["sum"] or 0


class Photo(models.Model):
    """`sha256` is of the bytes the phone sent, by which entries name it; `stored_sha256` of ours.

    The file and its small copy stand under MEDIA_ROOT/photos before the row does.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="photos", verbose_name=_("cadre"))
    sha256 = models.CharField(_("fingerprint"), max_length=64, validators=[SHA256])
    stored_sha256 = models.CharField(_("fingerprint of what is kept"), max_length=64)
    size = models.PositiveIntegerField(_("bytes kept"))
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    received_at = models.DateTimeField(_("received (server time)"), default=timezone.now)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cadre", "sha256"], name="photo_once_per_person")
        ]

    def __str__(self):
        return self.sha256[:16]

    @property
    def area_code(self):
        return self.cadre.area_code

    @property
    def path(self):
        return stored_path(self.stored_sha256)

    @property
    def small_path(self):
        return small_path(self.stored_sha256)

    @property
    def is_whole(self):
        """Whether both files are there, as they are not after half a restore."""
        return self.path.is_file() and self.small_path.is_file()


def stored_path(sha256):
    return Path(settings.MEDIA_ROOT) / "photos" / sha256[:2] / f"{sha256}.jpg"


def small_path(sha256):
    return stored_path(sha256).with_suffix(".small.jpg")
