"""How many cadres does each village get, and from whom? Pure rules: no database, no clock.

All clauses are of the county's opinion 三(二) (S3); every number comes in with `Rules`.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

COUNTY, TOWNSHIP = "county", "township"


@dataclass(frozen=True)
class Rules:
    """`threshold` in yuan, team sizes in persons, `share` in percent of the establishment."""

    threshold: Decimal
    small: int
    large: int
    share: Decimal


@dataclass(frozen=True)
class Place:
    """A village with its figure of the year; `income` None = not reported, which is not 0."""

    code: str
    township: str
    income: Decimal | None
    is_weak: bool = False


@dataclass(frozen=True)
class Proposal:
    place: Place
    size: int | None
    level: str


def size_of(place, rules):
    """Persons by the rule, or None when the figure that decides is missing."""
    if place.is_weak:
        return rules.large
    if place.income is None:
        return None
    return rules.large if place.income < rules.threshold else rules.small


def largest_remainder(total, weights):
    """{key: whole seats} of `total` in proportion to {key: weight}, by Hamilton's method.

    Equal remainders go to the smaller key, so that the same figures give the same plan.
    """
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    shares = {key: divmod(total * weight, whole) for key, weight in weights.items()}
    seats = {key: floor for key, (floor, _rest) in shares.items()}
    left = total - sum(seats.values())
    for key in sorted(shares, key=lambda key: (-shares[key][1], key))[:left]:
        seats[key] += 1
    return seats


def quota(establishment, share):
    """Persons a unit owes: its establishment × share, rounded half up; None when not known."""
    if establishment is None:
        return None
    exact = Decimal(establishment) * share / 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def propose(places, rules, county_teams):
    """One Proposal per place, in code order.

    Teams of county level are spread over townships in proportion to their villages; inside a
    township they go to the neediest: large teams first, then the lower income, then the code.
    """
    sizes = {place.code: size_of(place, rules) for place in places}
    by_township = defaultdict(list)
    for place in places:
        by_township[place.township].append(place)
    counts = {township: len(group) for township, group in by_township.items()}
    seats = largest_remainder(min(county_teams, len(places)), counts)

    def need(place):
        size, income = sizes[place.code], place.income
        return -(size or 0), income is None, income or 0, place.code

    of_county = {
        place.code
        for township, group in by_township.items()
        for place in sorted(group, key=need)[: seats[township]]
    }
    return [
        Proposal(place, sizes[place.code], COUNTY if place.code in of_county else TOWNSHIP)
        for place in sorted(places, key=lambda place: place.code)
    ]


@dataclass(frozen=True)
class Person:
    """A nominee: `township` is set for people of a township's own unit."""

    code: str
    unit: str
    township: str = ""


@dataclass
class Team:
    """A line of the plan with its seats; `people` are the codes seated so far."""

    code: str
    township: str
    level: str
    size: int
    lead_unit: str | None = None
    people: list = field(default_factory=list)

    @property
    def free(self):
        return max(self.size - len(self.people), 0)


def assign_leads(teams, units):
    """Give every team of county level without a lead unit one of `units` {code: nominees}.

    Units lead in proportion to whom they send, neighbours in code order; a township's own teams
    are led by `units` of the township, which the caller has set.
    """
    open_teams = [team for team in teams if team.level == COUNTY and not team.lead_unit]
    shares = largest_remainder(len(open_teams), units)
    queue = [unit for unit in sorted(shares) for _n in range(shares[unit])]
    for team, unit in zip(open_teams, queue, strict=False):
        team.lead_unit = unit


def seat(teams, people):
    """Seat `people` in `teams`; returns the codes of those left without a seat.

    A unit's people sit in the teams it leads, round by round, so that each gets a leader; people
    of a township sit in its own teams. Who is left of a township then fills free seats of joint
    teams there (联合组成工作组), after every unit has taken its own.
    """
    left = _seat_each(people, lambda person, team: team.lead_unit == person.unit, teams)
    own = {(team.township, team.code) for team in teams if team.level == TOWNSHIP}
    left = _seat_each(left, lambda p, team: (p.township, team.code) in own, teams)
    left = _seat_each(left, lambda person, team: team.township == person.township, teams)
    return [person.code for person in left]


def _seat_each(people, fits, teams):
    """Seat whom it can in teams that fit; returns the others."""
    left = []
    for person in people:
        team = _emptiest([team for team in teams if fits(person, team)])
        if team:
            team.people.append(person.code)
        else:
            left.append(person)
    return left


def _emptiest(teams):
    """The team with the fewest people that still has a seat, or None."""
    return min((t for t in teams if t.free), key=lambda t: (len(t.people), t.code), default=None)


@dataclass(frozen=True)
class Check:
    """A total that should be the sum of its parts: [(label, number)]."""

    label: str
    whole: int
    parts: tuple

    @property
    def sum(self):
        return sum(number for _label, number in self.parts)

    @property
    def gap(self):
        """What the total has more than its parts; 0 when they agree."""
        return self.whole - self.sum


@dataclass(frozen=True)
class Tally:
    """Teams and persons of a group of lines."""

    teams: int
    persons: int
    seated: int
    sizes: dict

    @property
    def gap(self):
        return self.persons - self.seated


def tally(lines):
    """Tally of [(size, seated)]; size 0 is no team, size None is not decided and not counted."""
    counted = [(size, seated) for size, seated in lines if size]
    return Tally(
        teams=len(counted),
        persons=sum(size for size, _seated in counted),
        seated=sum(seated for _size, seated in counted),
        sizes=dict(sorted(Counter(size for size, _seated in counted).items(), reverse=True)),
    )
