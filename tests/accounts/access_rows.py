"""Who may call which page of accounts, and of the site itself."""

from accounts.models import Role

ALL = set(Role.values)
BUSINESS = {"county", "leader", "township", "unit", "cadre", "scorer"}
READERS = {"county", "sysadmin", "secadmin"}
MANAGERS = {"county", "sysadmin"}


def row(url, allow, method="get", kwargs=None, outside=None, **more):
    return {
        "url": url,
        "method": method,
        "allow": set(allow),
        "kwargs": kwargs,
        "outside": outside,
        **more,
    }


def inside(cast):
    return {"pk": cast.township.pk}


def abroad(cast):
    return {"pk": cast.stranger.pk}


def of_user(name, allow, method="get", **more):
    return row(f"accounts:{name}", allow, method, inside, abroad, **more)


ROWS = [
    row("accounts:logout", ALL, "post"),
    row("accounts:awake", ALL),
    row("accounts:password", ALL),
    row("accounts:password", ALL, "post"),
    row("accounts:profile", ALL),
    row("accounts:profile", ALL, "post"),
    row("accounts:user_list", READERS),
    row("accounts:user_create", {"sysadmin"}),
    row("accounts:user_create", {"sysadmin"}, "post"),
    row("accounts:ledger_list", {"auditor"}),
    of_user("user_page", READERS),
    of_user("user_edit", MANAGERS),
    of_user("user_edit", MANAGERS, "post"),
    of_user("user_grant", {"secadmin"}),
    of_user("user_grant", {"secadmin"}, "post"),
    of_user("user_close", MANAGERS, "post"),
    of_user("user_reopen", MANAGERS, "post"),
    of_user("user_reset", MANAGERS, "post"),
    row("cadres:account_create", {"county"}),
    row("cadres:account_create", {"county"}, "post"),
]
