"""Courses of the invented year: two that are closed, one still being explained, one to come."""

from datetime import date, timedelta

from cadres.models import Cadre, Training, TrainingAttendance, TrainingSession

from .work import LAST_DAY

SCHOOL = {"place": "县委党校", "organizer": "县委组织部"}
TOPICS = ("驻村工作政策", "村级财务", "群众工作方法", "基层党建", "矛盾调解", "乡村产业")
LATE = "路上遇塌方绕行，到村送群众就医"


def make_before(random, batch):
    """Before posting, for all but a few of the nominees (S3 三(二))."""
    course = _course(
        batch, "2026年第一批驻村干部岗前培训", date(2026, 1, 4), 3, kind="before", state="closed"
    )
    people = batch.nominations.order_by("cadre").values_list("cadre", flat=True)
    _list(course, {cadre: random.random() > 0.02 for cadre in people}, accepted=True)


def make_later(random, batch, cadres):
    course = _course(
        batch,
        "农村集体资产管理专题培训",
        date(2026, 5, 14),
        2,
        state="closed",
        organizer="县委组织部、县农业农村局",
        guests="村党组织书记",
        guests_called=303,
        guests_came=296,
    )
    _list(course, {cadre.pk: True for cadre in cadres if random.random() < 0.3})


def make_open(batch, town):
    """What is under way in a township: absences to explain and to decide, a course to come."""
    posted = Cadre.objects.filter(postings__team__village__township=town).order_by("pk").distinct()
    people = list(posted.values_list("pk", flat=True))
    day, place = date(2026, 11, 19), {"place": str(town)}
    asked = _course(batch, f"{town}防汛应急培训", day, 1, state="held", **place)
    _list(asked, {cadre: number % 9 != 4 for number, cadre in enumerate(people)})
    missed = asked.attendances.missed().order_by("pk")
    missed.update(asked_on=date(2026, 11, 20))
    missed.filter(pk=missed.first().pk).update(excuse=LATE)
    coming = _course(batch, "年终总结和考核培训", date(2026, 12, 9), 1, state="called")
    _list(coming, dict.fromkeys(people))


def _course(batch, title, since, days, state, **fields):
    """With two half-days of four hours a day, signed once it was held."""
    until = since + timedelta(days - 1)
    fields = {"kind": "routine", **SCHOOL} | fields
    course = Training.objects.create(
        batch=batch,
        title=title,
        since=since,
        until=until,
        state=state,
        called_on=min(since - timedelta(days=10), LAST_DAY),
        **fields,
    )
    signed = "" if state == "called" else fields["organizer"]
    TrainingSession.objects.bulk_create(
        TrainingSession(
            training=course,
            on=since + timedelta(number // 2),
            half=("am", "pm")[number % 2],
            hours=4,
            topic=TOPICS[number % len(TOPICS)],
            signed_by=signed,
        )
        for number in range(2 * days)
    )
    return course


def _list(course, came, accepted=None):
    """`came` {cadre: took part, None before}; who came has signed for every half-day."""
    rows = TrainingAttendance.objects.bulk_create(
        TrainingAttendance(
            training=course,
            cadre_id=cadre,
            attended=attended,
            excuse="因病请假" if accepted and not attended else "",
            accepted=accepted if not attended else None,
        )
        for cadre, attended in came.items()
    )
    signed = TrainingAttendance.sessions.through
    signed.objects.bulk_create(
        (
            signed(trainingattendance_id=row.pk, trainingsession_id=session.pk)
            for row in rows
            if row.attended
            for session in course.sessions.all()
        ),
        batch_size=2000,
    )
