"""Who finds which paper of the assessment in the inbox on one day."""

from datetime import date

from cadres.inbox.sources import inbox

TODAY = date(2026, 4, 20)
CAST = ("county", "leader", "township", "neighbour", "unit", "cadre", "scorer", "secadmin")


def waits(cast, url=""):
    """{who: [texts]} of those papers of the assessment that lead to `url`."""
    found = {name: inbox(getattr(cast, name), TODAY) for name in CAST}
    papers = {
        name: [each.text for each in rows if each.kind == "scores" and url in each.url]
        for name, rows in found.items()
    }
    return {name: rows for name, rows in papers.items() if rows}
