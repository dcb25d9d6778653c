"""Training: before posting (S3 三(二)) and in post; and what units owe of their establishment."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from cadres.models import Training, TrainingAttendance, Unit
from villages.models import ProgrammeRule

from . import measures
from .presence import of_staffed, posted_at_end, trainings
from .readers import EVERY, amount, once_per_cohort, rate, reader, yes_no

TRAINING = {"clause": "县实施意见 三(二)", "opens": "cadres:training_list"}


@once_per_cohort
def trained_before(cohort):
    """{(cadre, batch)} of those who attended a training before posting."""
    rows = TrainingAttendance.objects.filter(
        cohort.of_people("cadre"), training__kind=Training.Kind.BEFORE, attended=True
    )
    return set(rows.values_list("cadre_id", "training__batch_id"))


def _was_prepared(cohort, stay):
    return (stay.cadre, stay.batch) in trained_before(cohort)


@reader(
    "training.before_posting",
    _("Trained before posting"),
    unit=measures.ITEMS,
    kinds=frozenset({"cadre"}),
    **TRAINING,
)
def before_posting(cohort):
    return of_staffed(
        cohort, lambda code, stays: yes_no(any(_was_prepared(cohort, stay) for stay in stays))
    )


@reader(
    "training.before_posting_rate",
    _("Cadres trained before posting"),
    unit="%",
    kinds=EVERY - {"cadre"},
    **TRAINING,
)
def before_posting_rate(cohort):
    def value(code, stays):
        people = {stay.cadre for stay in stays}
        trained = {stay.cadre for stay in stays if _was_prepared(cohort, stay)}
        said = f"派驻 {len(people)} 人，岗前培训 {len(trained)} 人"
        return rate(len(trained), len(people), said, "")

    return of_staffed(cohort, value)


def _invited(cohort, stays):
    """[attended] of the trainings of the people of the postings."""
    return [
        attended
        for cadre in {stay.cadre for stay in stays}
        for _since, _until, attended in trainings(cohort)[cadre]
    ]


@reader("training.attended", _("Trainings attended"), unit=measures.TIMES, **TRAINING)
def attended(cohort):
    return of_staffed(cohort, lambda code, stays: amount(sum(_invited(cohort, stays))))


@reader("training.attendance_rate", _("Attendance at trainings"), unit="%", **TRAINING)
def attendance_rate(cohort):
    def value(code, stays):
        invited = _invited(cohort, stays)
        said = f"应训 {len(invited)} 人次，参训 {sum(invited)} 人次"
        return rate(sum(invited), len(invited), said, "本期没有安排培训")

    return of_staffed(cohort, value)


@reader(
    "dispatch.fulfilled_rate",
    _("Dispatch duty fulfilled"),
    unit="%",
    kinds=frozenset({"unit"}),
    clause="县实施意见 三(二)",
    opens="cadres:unit_list",
)
def fulfilled_rate(cohort):
    """In post on the last day against establishment × rule unit_share, rounded half up.

    A unit whose establishment nobody recorded is missing."""
    share = ProgrammeRule.number("unit_share")
    rows = Unit.objects.filter(county=cohort.county, establishment__isnull=False)
    found = {}
    for code, establishment in rows.values_list("code", "establishment"):
        quota = int((establishment * share / 100).quantize(Decimal(1), ROUND_HALF_UP))
        posted = posted_at_end(cohort, code)
        said = f"在编 {establishment} 人，应派 {quota} 人，在派 {posted} 人"
        found[code] = rate(posted, quota, said, "应派不足 1 人")
    return found
