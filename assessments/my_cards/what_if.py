"""怎样改变: what a cadre can still do in the quarter that runs, and what each deed would give.

A deed changes facts; the card is scored again with them, by the same table. What nobody can do any
more (a day of absence, a late answer) is no deed.
"""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments import scoring
from assessments.cards.partial_score import partial_score
from assessments.evidence.matters import due_matters
from assessments.evidence.readers import amount, rate
from assessments.grading.prior_periods import others_of
from assessments.scoring import FactValue
from cadres.models import Matter

from .provisional import looks_at_others

ACTIVITY = "activity."
NOT_COUNTED = {"activity.kinds", "activity.attendance_rate"}


class PossibleGain(NamedTuple):
    """A deed in words, the points it gives, the same as the score counts them (None: as they are),
    and the names of the lines that it moves."""

    words: str
    gain: Decimal
    scaled: Decimal | None
    lines: list


def possible_gains(draft, reading, today):
    """[PossibleGain] of a card of an OwnDraft, the largest first; one SELECT at most.

    None when the posting is over, nor where points depend on others: what a deed gives there
    depends on theirs."""
    stays = draft.cohort.staffed.get(reading.card.subject_code, ())
    if looks_at_others(draft.table) or not any(stay.last >= today for stay in stays):
        return []
    facts = {
        code: FactValue.of(origin.value, confirmed_by=origin.confirmed_by)
        for code, origin in reading.origin.items()
    }
    others = others_of(draft.scheme, draft.table, draft.cohort)
    found = [
        _gain(words, _lines(draft, reading.card, facts | changed, others), draft.table, reading)
        for words, changed in _deeds(draft, reading, facts, today)
        if not _recorded(reading.origin) & changed.keys()
    ]
    return sorted((each for each in found if each.gain > 0), key=lambda each: -each.gain)


def _recorded(origin):
    """The readers' facts that a recorded one stands before: no deed moves them."""
    return {code for code, each in origin.items() if not each.reader}


def _lines(draft, card, facts, others):
    """The lines of the card by other facts."""
    subject = draft.cohort.members[card.subject_code].subject
    facts = {subject.code: facts}
    run = scoring.grade(draft.table, str(draft.period), [subject], facts, others=others)
    return run.cards[subject.code].lines


def _gain(words, lines, table, reading):
    gain = partial_score(table, lines).points - reading.so_far.points
    was = {view.line.code: view.line.points for view in reading.leaves}
    moved = [line.name for line in lines if line.code in was and line.points != was[line.code]]
    return PossibleGain(words, gain, reading.on_scale(gain), moved)


def _deeds(draft, reading, facts, today):
    """[(words, {fact: value after it})] that are still possible."""
    read = {rule.fact for rule in draft.table.rules}
    deeds = [
        (
            _("Hold once more: %(what)s") % {"what": reading.readers[code].title},
            {code: amount(facts[code].value + 1)},
        )
        for code in sorted(read & facts.keys() - NOT_COUNTED)
        if code.startswith(ACTIVITY) and facts[code].value is not None
    ]
    if any(fact.startswith("matters.") for fact in read):
        deeds += _matters(draft.cohort, reading.card.subject_code, today)
    return deeds


def _matters(cohort, subject, today):
    """Answering one of the open matters in time and telling the person; telling one answered."""
    now, deeds = due_matters(cohort)[subject], []
    if _open_in_time(cohort, subject, today):
        said = _("Answer one more matter in time and tell the person")
        deeds.append((said, _facts(_one_more(now, "on_time", "closed", "told"))))
    if now["told"] < now["closed"]:
        deeds.append((_("Tell one more person the answer"), _facts(_one_more(now, "told"))))
    return deeds


def _open_in_time(cohort, subject, today):
    """How many open matters of the subject fall due from today to the end of the period."""
    rows = Matter.objects.within(cohort.area).open().due_within(today, cohort.last)
    return sum(
        subject in cohort.owners(village, due_on)
        for village, due_on in rows.values_list("village_id", "due_on")
    )


def _one_more(counts, *names):
    return counts | {name: counts[name] + 1 for name in names}


def _facts(counts):
    """What the readers would say of these counts."""
    due, on_time, closed, told = (counts[name] for name in ("due", "on_time", "closed", "told"))
    return {
        "matters.on_time": amount(on_time),
        "matters.closed": amount(closed),
        "matters.overdue": amount(due - on_time),
        "matters.on_time_rate": rate(on_time, due, "", "—"),
        "matters.closed_rate": rate(closed, due, "", "—"),
        "matters.told_rate": rate(told, closed, "", "—"),
    }
