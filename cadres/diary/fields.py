"""What a diary entry is made of, declared once in `DIARY`, in the order in which it is asked.

The server's form, the phone's pages, what is sent and received, the printed month and the two texts
of an entry that differs all read it here. Label, greatest length and whether it may stay empty are
the model's. LINE and WORDS are ordinary: loops ask for them and show them. The other kinds have
inputs of their own. docs/how_to_add.md has the steps for another one.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models.entries import DiaryEntry

LINE, WORDS = "line", "words"
DAY, MOMENT = "day", "moment"
MATTER, NEW_MATTER = "matter", "new matter"
TASKS, PHOTOS = "tasks", "photos"
BESIDE_DAY, BELOW, LATE = "day", "below", "late"  # where an ordinary field is asked
HEAD, BODY, FACT = "head", "body", "fact"  # how it is read
VALUES = {
    TASKS: lambda entry: entry.task_list,
    MATTER: lambda entry: entry.matter.number if entry.matter_id else "",
    MOMENT: lambda entry: entry.written_at.isoformat() if entry.written_at else "",
    PHOTOS: lambda entry: entry.photos,
}


@dataclass(frozen=True)
class Field:
    """One field of an entry; of the attributes an ordinary one needs its name alone.

    `said`: its label where it is read, "" for none, None for the model's. `missing`: what the phone
    says when it is empty and may not be (one asked when LATE: of a late entry). `always`: it stands
    in every content, even empty, as the first fields do. Another one stands there only when it is
    filled, so that the fingerprint of nothing written before it changes.
    """

    name: str
    kind: str = LINE
    at: str = BELOW
    said: str | None = None
    missing: str = ""
    always: bool = False

    @property
    def label(self):
        return capfirst(self._in_model.verbose_name)

    @property
    def title(self):
        return self.label if self.said is None else self.said

    @property
    def max_length(self):
        return self._in_model.max_length

    @property
    def is_optional(self):
        return self._in_model.blank and self.at != LATE

    @property
    def is_ordinary(self):
        return self.kind in (LINE, WORDS)

    @property
    def is_text(self):
        """Whether it travels as a text."""
        return self.kind not in (TASKS, PHOTOS)

    @property
    def is_kept(self):
        """Whether the entry keeps it; a new matter becomes a record of its own."""
        return self.kind != NEW_MATTER

    @property
    def shown(self):
        """HEAD: beside day and place; BODY: a text by itself; FACT: a line with its label."""
        if not self.is_ordinary:
            return ""
        if self.kind == WORDS:
            return BODY
        return HEAD if self.at == BESIDE_DAY else FACT

    @property
    def _in_model(self):
        return DiaryEntry._meta.get_field(self.name)

    def value(self, entry):
        """Of an entry, as a content has it: texts, sorted tasks, fingerprints of photos."""
        if self.kind in VALUES:
            return VALUES[self.kind](entry)
        value = getattr(entry, self.name)
        return "" if value is None else str(value)


DIARY = (
    Field("on", DAY, always=True),
    Field("place", at=BESIDE_DAY, always=True),
    Field("tasks", TASKS, always=True),
    Field("text", WORDS, said="", missing=_("Say in a few words what was done."), always=True),
    Field(
        "late_reason",
        at=LATE,
        said=_("Late entry"),
        missing=_("Say why it is written late."),
        always=True,
    ),
    Field("matter", MATTER, always=True),
    Field("matter_title", NEW_MATTER, always=True),
    Field("matter_category", NEW_MATTER, always=True),
    Field("written_at", MOMENT, always=True),
    Field("photos", PHOTOS),
)


def names():
    return [each.name for each in DIARY]


def texts():
    return [each for each in DIARY if each.is_text]


def kept():
    return [each for each in DIARY if each.is_kept]


def asked():
    """{where of the form: the ordinary fields that are asked there}."""
    return {
        at: [each for each in DIARY if each.is_ordinary and each.at == at]
        for at in (BESIDE_DAY, BELOW, LATE)
    }


def shown(told, how):
    """[(field, value)] of what is filled, among the fields read as `how`.

    `told` is an entry or a content.
    """
    pairs = [
        (each, told.get(each.name, "") if isinstance(told, dict) else each.value(told))
        for each in DIARY
        if each.shown == how
    ]
    return [(each, value) for each, value in pairs if value]


def differing(one, other):
    """The facts of a content that another content has otherwise, as of `shown`."""
    return [(each, value) for each, value in shown(one, FACT) if value != other.get(each.name, "")]


def for_phone():
    """The texts of an entry as the phone is told of them, JSON values."""
    return [
        {
            "name": each.name,
            "kind": each.kind,
            "at": each.at,
            "said": str(each.title) if each.is_ordinary else "",
            "missing": str(each.missing),
            "always": each.always,
        }
        for each in texts()
    ]
