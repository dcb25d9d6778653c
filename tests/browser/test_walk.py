"""Every kind of page each role can reach by links: opens, fits the screen, has no axe violation."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve

pytestmark = pytest.mark.browser

ROLES = (
    "county",
    "leader",
    "township",
    "unit",
    "cadre",
    "scorer",
    "sysadmin",
    "secadmin",
    "auditor",
)
ROWS_ALIKE = "tbody tr:nth-child(n+20)"  # hundreds of rows say nothing new to axe
# A cadre's phone draws its own links (test_phone_pages.py); the pages behind them stay plain.
STARTS = {"cadre": ("/", "/cadres/diary/")}
MOST = 185  # kinds of page; a role that reaches more says so by failing


def kind_of(url):
    """The name of the view behind a link, None for files and links out of the resolver."""
    parts = urlsplit(url)
    if "export=" in parts.query or "format=" in parts.query:
        return None
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return None


def links(page):
    return page.eval_on_selector_all(
        "a[href]:not([download])", "all => all.map(a => a.href.split('#')[0])"
    )


def walk(page, site, starts):
    """Opens one page of each kind; yields (kind, url, answer)."""
    seen, queue = set(), [site + path for path in starts]
    while queue:
        url = queue.pop(0)
        kind = kind_of(url)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        assert len(seen) <= MOST
        answer = page.request.get(url, max_redirects=0)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        answer = page.goto(url)
        queue += [link for link in links(page) if link.startswith(site)]
        yield kind, url, answer


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("who", ROLES)
def test_each_page_opens_fits_and_is_accessible(visit, site, who, size):
    page = visit(who, size)
    found = []
    for kind, url, answer in walk(page, site, STARTS.get(who, ("/",))):
        if answer.status != 200:
            found.append(f"{kind} {url}: {answer.status}")
            continue
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > page.viewport_size["width"]:
            found.append(f"{kind} {url}: {width} px wide")
        page.eval_on_selector_all(ROWS_ALIKE, "rows => rows.forEach(row => row.remove())")
        result = Axe().run(page)
        found += [
            f"{kind} {url}: {each['id']} {each['nodes'][0]['html'][:120]}"
            for each in result.response["violations"]
        ]
    found += page.faults
    assert not found, "\n".join(dict.fromkeys(found))
