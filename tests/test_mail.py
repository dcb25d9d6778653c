"""One EMAIL_URL, said as Django 5.2 and as 6.1 want to hear it."""

import pytest
from environ import Env

from config import mail

COUNTY = Env.email_url_config("smtp+tls://office:p%40ss@mail.example.gov.cn:587")
NONE = Env.email_url_config("dummymail://")


def test_until_django_6_1_each_part_is_a_setting_of_its_own():
    said = mail.settings(COUNTY, (5, 2))
    assert said["EMAIL_HOST"] == "mail.example.gov.cn" and said["EMAIL_USE_TLS"]
    assert said["EMAIL_TIMEOUT"] == mail.TIMEOUT_SECONDS


def test_from_django_6_1_the_parts_are_options_of_a_mailer():
    assert mail.settings(COUNTY, (6, 1))["MAILERS"]["default"] == {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": "mail.example.gov.cn",
            "port": 587,
            "username": "office",
            "password": "p@ss",
            "use_tls": True,
            "timeout": mail.TIMEOUT_SECONDS,
        },
    }


@pytest.mark.parametrize("release", [(5, 2), (6, 1)])
def test_without_a_server_no_mail_leaves_the_machine(release):
    said = mail.settings(NONE, release)
    backend = said.get("EMAIL_BACKEND") or said["MAILERS"]["default"]["BACKEND"]
    assert backend == "django.core.mail.backends.dummy.EmailBackend"
