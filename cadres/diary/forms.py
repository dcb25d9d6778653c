"""The diary form: date, tasks and words; everything else may stay empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.matters.models import Matter
from cadres.registry.models.postings import Posting
from cadres.registry.tasks import Task
from villages.models import ProgrammeRule

from . import fields as declared
from .models.entries import DiaryEntry

WIDGETS = {
    declared.DAY: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    declared.WORDS: forms.Textarea(attrs={"rows": 7}),
    declared.MOMENT: forms.HiddenInput(),
}


class DiaryForm(forms.ModelForm):
    """One entry of `cadre`; sets posting, unit and village of the day it speaks of."""

    tasks = forms.MultipleChoiceField(
        label=_("Which tasks"), choices=Task, widget=forms.CheckboxSelectMultiple
    )
    matter = forms.ModelChoiceField(
        Matter.objects.none(),
        to_field_name="number",
        required=False,
        label=_("Carries on a matter"),
        empty_label=_("No matter"),
    )
    matter_title = forms.CharField(
        label=_("New matter, in a few words"), max_length=120, required=False
    )
    matter_category = forms.ChoiceField(
        label=_("category"), choices=[("", "—"), *Matter.Category.choices], required=False
    )

    class Meta:
        model = DiaryEntry
        fields = [each.name for each in declared.kept() if each.kind != declared.PHOTOS]
        widgets = {each.name: WIDGETS.get(each.kind) for each in declared.kept()}

    def __init__(self, *args, cadre, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.cadre, self.today = cadre, today
        self.is_new = self.instance._state.adding
        self.initial["tasks"] = self.instance.task_list
        if self.instance.matter_id:
            self.initial["matter"] = self.instance.matter.number
        self.fields["on"].widget.attrs["max"] = str(today)
        self.fields["matter"].queryset = self._matters()
        self.fields["matter"].label_from_instance = lambda each: f"{each.short_number} {each}"
        for name in self.fields.keys() - {"tasks", "written_at"}:
            select = isinstance(self.fields[name].widget, forms.Select)
            self.fields[name].widget.attrs["class"] = "form-select" if select else "form-control"

    @property
    def asked(self):
        """{where: [(declared field, its input)]} of the ordinary fields."""
        places = declared.asked().items()
        return {at: [(each, self[each.name]) for each in fields] for at, fields in places}

    def _matters(self):
        """Open matters of the villages where the cadre is or was posted, and the entry's own."""
        posted = Posting.objects.filter(cadre=self.cadre).values("team__village")
        mine = Matter.objects.filter(village__in=posted)
        return mine.open() | mine.filter(pk=self.instance.matter_id)

    def clean_tasks(self):
        return ",".join(task for task in Task.values if task in self.cleaned_data["tasks"])

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if not self.is_new and on != self.instance.on:
            raise forms.ValidationError(_("The day of an entry stays. Write a new entry instead."))
        return on

    def clean_written_at(self):
        """A claim that no calendar shows is none."""
        written = self.cleaned_data["written_at"]
        return written if written and 1970 < written.year < 2200 else None

    def clean(self):
        cleaned = super().clean()
        if self.is_new:
            self.instance.written_at = cleaned.get("written_at")
        if on := cleaned.get("on"):
            self._place(on)
            self._check_late(on, cleaned.get("late_reason"))
        self._check_matter(cleaned)
        return cleaned

    def _place(self, on):
        posting = Posting.objects.filter(cadre=self.cadre).on(on).select_related("team__village")
        if not (found := posting.first()):
            self.add_error("on", _("No posting on this day. Ask the township if you had one."))
        elif self.is_new:
            entry = self.instance
            entry.cadre, entry.unit = self.cadre, self.cadre.unit
            entry.posting, entry.village = found, found.team.village

    def _check_late(self, on, reason):
        allowed = int(ProgrammeRule.number("diary_late_days"))
        grace = int(ProgrammeRule.number("diary_grace_days"))
        if (self.instance.counted_day(grace) - on).days > allowed and not reason:
            self.add_error(
                "late_reason",
                _("More than %(days)d days ago: say why it is written late.") % {"days": allowed},
            )

    def _check_matter(self, cleaned):
        matter, title = cleaned.get("matter"), cleaned.get("matter_title")
        if title and not matter and not cleaned.get("matter_category"):
            self.add_error("matter_category", _("Choose the kind of matter."))
        if matter and self.instance.village_id and matter.village_id != self.instance.village_id:
            self.add_error("matter", _("This matter belongs to another village."))
