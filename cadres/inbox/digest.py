"""The digest by mail: once a day, to who gave an address; one fault never stops the rest."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User

from .inbox import morning
from .models import Digest
from .recipients import TOLD

FAULTS = (SMTPException, OSError, ValueError)  # of a server, a line, an address


def send_all(today):
    """Mail today's digests; ([who was sent one], [(who, fault)])."""
    people = User.objects.filter(is_active=True, role__in=TOLD).exclude(email="")
    sent, failed = [], []
    with translation.override(settings.LANGUAGE_CODE):
        for user in people.order_by("pk"):
            try:
                if send(user, today):
                    sent.append(user)
            except FAULTS as fault:
                failed.append((user, type(fault).__name__))
    return sent, failed


def send(user, today):
    """Whether a digest went out: not when nothing is new or due, nor twice on a day."""
    told = morning(user, today)
    if not told or not (before := _claim(user, today, told.since)):
        return False
    try:
        send_mail(
            _("Digest of %(day)s") % {"day": date_format(today, "MONTH_DAY_FORMAT")},
            render_to_string(
                "cadres/inbox/digest.txt",
                {
                    "morning": told,
                    "today": today,
                    "person": user,
                    "site": settings.SITE_URL,
                },
            ),
            None,
            [user.email],
        )
    except FAULTS:
        Digest.objects.filter(user=user, sent_on=today).update(sent_on=before)
        raise
    return True


def _claim(user, today, since):
    """The day of the digest before, once only on `today`; None when today's is claimed."""
    row, _new = Digest.objects.get_or_create(user=user, defaults={"sent_on": since})
    before = row.sent_on
    taken = Digest.objects.filter(user=user, sent_on=before, sent_on__lt=today)
    return before if taken.update(sent_on=today) else None
