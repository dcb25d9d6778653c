"""Two monthly circulars: the county's of October, issued, and a township's, still a draft."""

from cadres.circulars.draft import open_circular
from cadres.periods import Month

from . import words
from .work import LAST_DAY

OCTOBER = Month(2026, 10)


def make_circulars(county, users):
    issued = open_circular(users["county"], county, None, OCTOBER, LAST_DAY)
    issued.sections |= words.CIRCULAR
    issued.save_if_current()
    issued.issue(users["county"], LAST_DAY)
    township = county.townships.get(pk=users["township"].area_code)
    open_circular(users["township"], county, township, OCTOBER, LAST_DAY)
