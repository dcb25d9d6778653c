"""The county's mail server, said the way the Django that runs wants to hear it."""

import django

TIMEOUT_SECONDS = 20
# An option of MAILERS: the setting that said it before Django 6.1.
OPTIONS = {
    "host": "EMAIL_HOST",
    "port": "EMAIL_PORT",
    "username": "EMAIL_HOST_USER",
    "password": "EMAIL_HOST_PASSWORD",
    "use_tls": "EMAIL_USE_TLS",
    "use_ssl": "EMAIL_USE_SSL",
}


def settings(url, release=django.VERSION):
    """{setting: value} for what `environ` read from EMAIL_URL."""
    if release < (6, 1):
        return url | {"EMAIL_TIMEOUT": TIMEOUT_SECONDS}
    mailer = {"BACKEND": url["EMAIL_BACKEND"]}
    if url["EMAIL_HOST"]:
        options = {option: url[name] for option, name in OPTIONS.items() if url.get(name)}
        mailer["OPTIONS"] = options | {"timeout": TIMEOUT_SECONDS}
    return {"MAILERS": {"default": mailer}}
