"""要留意: what a scheme's table says that its county's records contradict. It stops nothing."""

from assessments.scoring.cells.faults import WARNING, Wrong
from cadres.models import Cadre, Unit, WorkTeam
from villages.models import Township, Village

SUBJECTS = {
    "village": Village,
    "township": Township,
    "team": WorkTeam,
    "cadre": Cadre,
    "unit": Unit,
}


def unknown_subjects(table):
    """A Fault for each `@CODE` that no subject has; one SELECT, none when no row names one.

    `C1@T1` is a posting of the cadre C1."""
    named = [(rule, code) for rule in table.rules for code in sorted(rule.applies.codes)]
    if not named:
        return []
    owners = {code.partition("@")[0] for _rule, code in named}
    model = SUBJECTS[table.subject]
    known = set(model.objects.filter(pk__in=owners).values_list("pk", flat=True))
    return [
        Wrong("no_such_subject", f"@{code}").at(rule.row, "applies", WARNING)
        for rule, code in named
        if code.partition("@")[0] not in known
    ]
