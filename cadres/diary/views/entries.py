"""Diary: the list, one entry, and writing it; reviews.py has what the township does with it."""

import uuid

import django_tables2 as tables
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.registry import RegistryList, RegistryPage, RegistryTable
from accounts.roles import KEEPERS, PROGRAMME
from cadres.registry.models.cadres import Cadre
from cadres.workflow.phone_pages import ForCadre

from ..fields import differing, texts
from ..filters import DiaryFilter
from ..forms import DiaryForm
from ..models.entries import DiaryEntry
from ..photo_upload import beside
from ..receiving import content, receive, stored


class DiaryTable(RegistryTable):
    on = tables.Column(linkify=lambda record: record.get_absolute_url())
    village = tables.Column(order_by="village")
    cadre = tables.Column(order_by="cadre__sort_key")
    tasks = tables.Column(
        accessor="task_labels", orderable=False, verbose_name=gettext_lazy("tasks")
    )
    text = tables.Column(orderable=False)
    matter = tables.Column(orderable=False, linkify=True)
    state = tables.TemplateColumn(template_name="cadres/diary/_state.html", orderable=False)

    class Meta(RegistryTable.Meta):
        model = DiaryEntry
        fields = ("on", "village", "cadre", "tasks", "text", "matter", "state")

    def render_on(self, value, record):
        return f"{value:%Y-%m-%d} {_('late entry') if record.is_late else ''}".strip()

    def render_tasks(self, value):
        return "、".join(map(str, value))

    def render_text(self, value):
        return Truncator(value).chars(40)

    def as_values(self, exclude_columns=None):
        """The whole texts, written out directly: a year of a county is twenty thousand rows."""
        yield [str(column.header) for column in self.columns]
        for entry in self.data:
            yield [
                self.render_on(entry.on, entry),
                str(entry.village),
                str(entry.cadre),
                self.render_tasks(entry.task_labels),
                entry.text,
                str(entry.matter) if entry.matter else "",
                entry.get_state_display(),
            ]


class DiaryList(ForCadre, RegistryList):
    """The township's and the county's list; a cadre's own diary is the phone page."""

    model = DiaryEntry
    roles = PROGRAMME
    phone_template = "cadres/diary/phone.html"
    title = gettext_lazy("Diary")
    table_class = DiaryTable
    filterset_class = DiaryFilter
    actions = ((gettext_lazy("This week"), "cadres:diary_week", KEEPERS),)

    def get_queryset(self):
        return super().get_queryset().with_names()


class DiaryPage(ForCadre, RegistryPage):
    """One entry with its photos."""

    model = DiaryEntry
    roles = PROGRAMME
    template_name = "cadres/diary/page.html"
    phone_template = "cadres/diary/page_phone.html"
    context_object_name = "entry"

    def get_queryset(self):
        return super().get_queryset().with_names()

    def get_object(self, queryset=None):
        return beside([super().get_object(queryset)])[0]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("cadre")
def diary_write(request, pk=None):
    """The same receiving function behind a plain form; the page brings the id, so that a second
    click or a reload stores nothing twice."""
    today = timezone.localdate()
    cadre = get_object_or_404(Cadre.objects.visible_to(request.user).select_related("unit"))
    if request.method == "POST":
        return _received(request, cadre, today)
    entry = get_object_or_404(DiaryEntry.objects.visible_to(request.user), pk=pk) if pk else None
    if entry and not entry.may_change:
        return redirect(entry)
    initial = {} if entry else {"on": today}
    form = DiaryForm(instance=entry, cadre=cadre, today=today, initial=initial)
    return _form(request, form, entry, entry.pk if entry else uuid.uuid4())


def _received(request, cadre, today):
    try:
        pk = uuid.UUID(request.POST.get("id", ""))
    except ValueError:
        return HttpResponse(status=400)
    sent = {each.name: request.POST.get(each.name, "") for each in texts()}
    fields = content(sent | {"tasks": request.POST.getlist("tasks")})
    answer = receive(request.user, pk, fields, today, request.POST.get("replaces", ""))
    if answer.status == 422:
        return _form(request, answer.form, answer.entry, pk, status=422)
    if answer.status == 410:
        messages.warning(request, _("You withdrew this entry. Write a new one instead."))
        return redirect("cadres:diary_list")
    if answer.status == 409:
        return _differs(request, answer.entry, fields)
    messages.success(request, _("Received. Receipt %(no)s") % {"no": answer.entry.receipt_no})
    return redirect(answer.entry)


def _differs(request, entry, yours):
    there = stored(entry)
    context = {
        "entry": entry,
        "stored": there,
        "yours": yours,
        "stored_facts": differing(there, yours),
        "your_facts": differing(yours, there),
    }
    return render(request, "cadres/diary/differs.html", context, status=409)


def _form(request, form, entry, pk, status=200):
    context = {"form": form, "entry": entry, "id": pk, "today": form.today}
    return render(request, "cadres/diary/form.html", context, status=status)
