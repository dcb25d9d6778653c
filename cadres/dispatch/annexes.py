"""附件1 and 附件2 of a dispatch plan: the same rows on screen, on paper and in Excel (form 03).

Nobody types them: they are read from the plan's lines, its seats and the leader links. The public
variant leaves out telephones and years of birth.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cadres.documents.grouped_table import Annex, Column, Group
from cadres.leaders.models.links import LeaderLink
from cadres.registry.models.postings import Posting
from cadres.registry.models.units import Unit
from villages.models import VillageClass

from .quotas import quota


def _seats(plan):
    rows = plan.batch.nominations.select_related("cadre__unit", "line__village__township")
    return list(rows.order_by("cadre__unit", "role", "cadre"))


def _annex(plan, number, public, title, columns, groups, total):
    return Annex(
        number=number,
        title=title,
        organ=plan.batch.county.name,
        is_public=public,
        on=date_format(timezone.localdate(plan.confirmed_at or plan.made_at), "DATE_FORMAT"),
        is_draft=plan.is_draft,
        columns=columns,
        groups=groups,
        total=total,
    )


def by_unit(plan, public=False):
    """附件1 县直和省、市驻县单位抽调干部下基层安排表: one group per unit, one row per person."""
    share = plan.rules.share
    units = Unit.objects.filter(county=plan.batch.county_id, township=None)
    people = {}
    for seat in _seats(plan):
        people.setdefault(seat.cadre.unit_id, []).append(seat)
    groups, owed_sum, named = [], 0, 0
    for unit in units:
        owed, seats = quota(unit.establishment, share), people.get(unit.pk, [])
        if not (owed or seats):
            continue
        head = [len(groups) + 1, unit.name, unit.level_label, unit.establishment, owed]
        rows = [_person(seat, plan.batch, public) for seat in seats]
        groups.append(Group(head, rows or [_nobody(owed, public)]))
        owed_sum, named = owed_sum + (owed or 0), named + len(seats)
    columns = _unit_columns(public)
    total = [None, _("Total"), None, None, owed_sum, named]
    total += [None] * (len(columns) - len(total) - 1)
    total.append(_gap(owed_sum - named))
    title = _("Arrangement of cadres drawn from county, provincial and city units")
    return _annex(plan, 1, public, title, columns, groups, total)


def _unit_columns(public):
    private = [Column(_("birth year"), 7, True)] if not public else []
    phone = [Column(_("phone"), 13)] if not public else []
    return [
        Column(_("No."), 5, True),
        Column(_("unit"), 20),
        Column(_("affiliation"), 8),
        Column(_("staff establishment"), 7, True),
        Column(_("owed"), 7, True),
        Column(_("full name"), 9),
        Column(_("sex"), 5),
        *private,
        Column(_("education"), 8),
        Column(_("party member"), 9),
        Column(_("post in the unit"), 14),
        Column(_("township"), 10),
        Column(_("village"), 12),
        Column(_("role in the team"), 8),
        Column(_("from"), 11),
        Column(_("until"), 11),
        *phone,
        Column(_("remark"), 12),
    ]


def _person(seat, batch, public):
    cadre, line = seat.cadre, seat.line
    place = [line.village.township.name, line.village.short_name] if line else [None, None]
    return [
        cadre.name,
        cadre.get_sex_display(),
        *([] if public else [cadre.birth_year]),
        cadre.education,
        cadre.membership,
        cadre.post,
        *place,
        seat.role_label if line else None,
        _day(batch.since),
        _day(batch.until),
        *([] if public else [cadre.masked_phone]),
        None if line else _("not seated"),
    ]


def _nobody(owed, public):
    return [None] * (10 if public else 12) + [_gap(owed or 0)]


def _gap(number):
    return _("%(n)d short") % {"n": number} if number > 0 else None


def _day(day):
    return day.isoformat() if day else None


def by_village(plan, public=False):
    """附件2 驻村工作组和市、县领导挂镇包村安排表: one group per township, one row per village."""
    lines = plan.lines.with_township().filter(size__gt=0).order_by("village")
    lines = lines.prefetch_related("lead_unit__liaisons")
    day = plan.batch.since or timezone.localdate()
    classes = VillageClass.objects.filter(village__in=plan.lines.values("village")).on(day)
    classes = dict(classes.order_by("since").values_list("village", "name"))
    seats = {}
    for seat in _seats(plan):
        seats.setdefault(seat.line_id, []).append(seat)
    links = _links(plan.batch)
    by_township = {}
    for line in lines:
        by_township.setdefault(line.village.township, []).append(line)
    groups, number = [], 0
    for township, members in by_township.items():
        rows = [
            [number + index, *_team(line, seats.get(line.pk, []), links, classes, public)]
            for index, line in enumerate(members, 1)
        ]
        number += len(rows)
        head = [township.name, links.get(("township", township.pk))]
        groups.append(Group(head, rows, _sum(_("Subtotal"), members, seats, public)))
    every = [line for members in by_township.values() for line in members]
    total = _sum(_("Total"), every, seats, public)
    title = _("%(county)s: work teams, and leaders linked to townships and villages") % {
        "county": plan.batch.county.name
    }
    return _annex(plan, 2, public, title, _village_columns(public), groups, total)


def _village_columns(public):
    phone = [Column(_("phone of the leader"), 13)] if not public else []
    return [
        Column(_("township"), 9),
        Column(_("leader linked to the township"), 14),
        Column(_("No."), 5, True),
        Column(_("village"), 12),
        Column(_("class of village"), 8),
        Column(_("city or county leader"), 13),
        Column(_("township leader"), 13),
        Column(_("level"), 9),
        Column(_("team size"), 6, True),
        Column(_("in the team"), 6, True),
        Column(_("lead unit"), 16),
        Column(_("member units"), 16),
        Column(_("leader, unit and post"), 22),
        Column(_("members of the team"), 18),
        Column(_("liaison"), 9),
        *phone,
        Column(_("remark"), 9),
    ]


def _team(line, seats, links, classes, public):
    leaders = [seat.cadre for seat in seats if seat.role == Posting.Role.LEADER]
    others = [seat.cadre.name for seat in seats if seat.role != Posting.Role.LEADER]
    units = dict.fromkeys(seat.cadre.unit.name for seat in seats)
    lead = line.lead_unit
    code = line.village_id
    return [
        line.village.short_name,
        _tags(line, classes),
        links.get(("county", code)),
        links.get(("own", code)),
        line.get_level_display(),
        line.size,
        len(seats),
        lead.name if lead else None,
        "、".join(name for name in units if not lead or name != lead.name) or None,
        "、".join(f"{c.name}（{c.unit.name}{c.post}）" for c in leaders) or None,
        "、".join(others) or None,
        "、".join(str(user) for user in lead.liaisons.all()) or None if lead else None,
        *([] if public else ["、".join(c.masked_phone for c in leaders) or None]),
        _gap(line.size - len(seats)),
    ]


def _tags(line, classes):
    """The class of the day; a weak branch is said beside it."""
    weak = _("weak branch") if line.is_weak else ""
    return "、".join(name for name in (classes.get(line.village_id), weak) if name) or None


def _links(batch):
    """{("township" | "county" | "own", code): "name post、…"} of the leaders of the day."""
    found = {}
    day = batch.since or timezone.localdate()
    for link in LeaderLink.objects.filter(county=batch.county_id).on(day):
        if link.township_id:
            key = ("township", link.township_id)
        else:
            key = ("county" if link.of_county else "own", link.village_id)
        found.setdefault(key, []).append(f"{link.leader}{link.post and ' ' + link.post}")
    return {key: "、".join(names) for key, names in found.items()}


def _sum(label, lines, seats, public):
    persons = sum(line.size for line in lines)
    seated = sum(len(seats.get(line.pk, [])) for line in lines)
    cells = [label, None, len(lines), None, None, None, None, None, persons, seated]
    empty = [None] * (len(_village_columns(public)) - len(cells) - 1)
    return [*cells, *empty, _gap(persons - seated)]


ANNEXES = {1: by_unit, 2: by_village}
