"""Editing a draft's table on its page, one row at a time."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from assessments.evidence import all_readers
from assessments.scoring.registry import BY_NAME

from .. import editing
from ..editing import FIRST, Edit, RowChanged
from ..forms.rows import RowForm
from ..lines import cell_text
from ..models.schemes import Scheme
from ..refusals import GradingRefused


@require_http_methods(["GET", "POST"])
@for_roles("county")
def scheme_row(request, code, number):
    """One row open in its table. POST `act`: save, add (save, and open a new row), or remove."""
    scheme, version, rows = open_table(request, code, number)
    fixed = ("level", "code") if number == FIRST else ()
    act = request.POST.get("act", "save")
    if act == "remove" and fixed:
        raise Http404
    form = RowForm(request.POST or None, opened=row_of(rows, number), fixed=fixed)
    if not form.is_valid():
        return page(request, scheme, version, form, open=number)
    edit = Edit(number, form.cleaned_data["opened"], None if act == "remove" else form.cells)
    try:
        number, outcome = editing.save(scheme, edit, request.user)
    except RowChanged as changed:
        if changed.current is None:
            return row_removed(request, scheme, form, number)
        form.merge(changed.current)
        return page(request, scheme, scheme.current, form, open=changed.number, status=409)
    except GradingRefused as refused:
        form.add_error(None, str(refused))
        return page(request, scheme, scheme.current, form, open=number, status=409)
    return after_save(request, scheme, number, outcome, act)


@require_http_methods(["GET", "POST"])
@for_roles("county")
def scheme_row_add(request, code, number):
    """A new row below that one and what is under it."""
    scheme, version, rows = open_table(request, code, number)
    row = row_of(rows, number)
    typed = editing.next_row(rows, number) if row else None
    form = RowForm(request.POST or None, opened=row, typed=typed)
    if not form.is_valid():
        return page(request, scheme, version, form, below=number)
    edit = Edit(number, form.cleaned_data["opened"], form.cells, below=True)
    try:
        number, outcome = editing.save(scheme, edit, request.user)
    except RowChanged:
        return row_removed(request, scheme, form, number)
    except GradingRefused as refused:
        form.add_error(None, str(refused))
        return page(request, scheme, scheme.current, form, below=number, status=409)
    return after_save(request, scheme, number, outcome, request.POST.get("act", "save"))


@require_POST
@for_roles("county")
def worksheet_drop(request, code):
    """Give up what was typed with faults; the table is again what is stored."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    if scheme.current and editing.discard(scheme.current, request.user):
        messages.success(request, _("The edits with faults are dropped."))
    return redirect("assessments:scheme_page", code)


def open_table(request, code, number):
    """(scheme, newest version, its rows as last typed); 404 of a row that is not there to open.
    A form that comes back finds its row by what it was opened with."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    version = scheme.current
    rows = editing.rows_of(version) if version else []
    if "opened" not in request.POST and row_of(rows, number) is None:
        raise Http404
    return scheme, version, rows


def row_of(rows, number):
    return rows[number - FIRST] if FIRST <= number < FIRST + len(rows) else None


def row_removed(request, scheme, form, number):
    """The row was removed meanwhile: what was typed stands in a new row where it was."""
    rows = editing.rows_of(scheme.current)
    above = min(number - 1, len(rows) + FIRST - 1)
    form.reopen(rows[above - FIRST])
    form.add_error(None, _("Somebody removed the row meanwhile. Save to add it again."))
    return page(request, scheme, scheme.current, form, below=above, status=409)


def after_save(request, scheme, number, outcome, act):
    """Back to the table, to a new row, or to the row while it has faults itself."""
    faults = len(outcome.faults)
    if faults:
        said = ngettext(
            "Kept as typed, but not stored: %(n)d fault is left in the table.",
            "Kept as typed, but not stored: %(n)d faults are left in the table.",
            faults,
        )
        messages.warning(request, said % {"n": faults})
        if act != "remove" and any(fault.row == number for fault in outcome.faults):
            return redirect("assessments:scheme_row", scheme.code, number)
    else:
        messages.success(request, _("Stored: the table has no faults."))
    if act == "add":
        return redirect("assessments:scheme_row_add", scheme.code, number)
    return redirect(f"{reverse('assessments:scheme_page', args=[scheme.code])}#row-{number}")


def page(request, scheme, version, form, open=None, below=None, status=200):
    """The table with the form in the place of the row `open`, or under the row `below`."""
    if version.frozen_at and status == 200:
        return redirect("assessments:version_begin", scheme.code)
    status = 422 if status == 200 and form.errors else status
    lines = editing.lines_of(version, request.user)
    if row_of(lines.cells, below or open) is None:
        raise Http404
    line = lines.by_number.get(open)
    form.tell(line.by_column if line and not form.is_bound else {})
    url = "assessments:scheme_row_add" if below else "assessments:scheme_row"
    place = (below or open) - FIRST
    branch = editing.branch(lines.cells, place)
    context = {
        "scheme": scheme,
        "version": version,
        "lines": lines,
        "form": form,
        "line": line,
        "open": open,
        "after": below and below + len(branch) - 1,
        "under": len(branch) - 1,
        "action": reverse(url, args=[scheme.code, below or open]),
        "removable": open and open != FIRST,
        "facts": facts_of(version.table),
        "methods": method_notes(),
        "last_change": status == 409 and editing.last_change(version),
    }
    return render(request, "assessments/schemes/row.html", context, status=status)


def facts_of(table):
    """[(code, title)] of the system's own facts of such subjects, to choose from."""
    readers = sorted(all_readers().values(), key=lambda reader: reader.name)
    return [(each.name, each.title) for each in readers if table.subject in each.kinds]


def method_notes():
    """[(name of a method, an example of its params, what it does)]."""
    return [
        (cell_text("method", method.name), method.example, method.explanation)
        for method in BY_NAME.values()
    ]
