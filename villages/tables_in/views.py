"""Importing a table in the browser: upload, look at what would happen, commit.

An app offers its kinds with `*import_urls(IMPORTS)` in its urlpatterns: `import_table`,
`import_commit`, `import_marked` and `import_template` in the app's own namespace, with the kind.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from accounts.sheets import XLSX

from . import uploads
from .preview import preview
from .sheets import LISTED, mark
from .workbooks import Unreadable


class ImportView(View):
    """What the four pages of one kind share. `imports` is the app's {kind: TableImport}."""

    imports = {}

    @cached_property
    def importer(self):
        try:
            kind = self.imports[self.kwargs["kind"]]
        except KeyError:
            raise Http404 from None
        if self.request.user.role not in kind.roles:
            raise PermissionDenied
        return kind(by=self.request.user)

    def dispatch(self, request, *args, **kwargs):
        kind = self.importer.kind
        try:
            return super().dispatch(request, *args, **kwargs)
        except uploads.UploadGone:
            messages.warning(request, _("This file is stored or gone. Choose it again if needed."))
            return redirect(f"{self.namespace}:import_table", kind)

    @property
    def namespace(self):
        return self.request.resolver_match.namespace

    def kept(self):
        token = self.request.POST.get("file") or self.request.GET.get("file", "")
        return uploads.kept_upload(token, self.request.user, self.importer.kind)

    def page(self, **context):
        context |= {
            "importer": self.importer,
            "upload_url": reverse(f"{self.namespace}:import_table", args=[self.importer.kind]),
            "commit_url": reverse(f"{self.namespace}:import_commit", args=[self.importer.kind]),
            "marked_url": reverse(f"{self.namespace}:import_marked", args=[self.importer.kind]),
            "template_url": reverse(f"{self.namespace}:import_template", args=[self.importer.kind]),
            "title": _("Import: %(what)s") % {"what": self.importer.label},
        }
        outcome = context.get("outcome")
        if outcome:
            context |= {
                "faults": outcome.faults[:LISTED],
                "unlisted": max(len(outcome.faults) - LISTED, 0),
                "page": preview(outcome.changes, self.request.GET.get("page")),
                "readable": all(fault.row for fault in outcome.faults),
            }
        status = 422 if outcome and outcome.faults else 200
        return render(self.request, "villages/tables_in/import.html", context, status=status)


class ImportTable(ImportView):
    """GET: the form, or with ?file= the preview of a kept file. POST: an upload."""

    def get(self, request, kind):
        if "file" not in request.GET:
            return self.page()
        upload = self.kept()
        outcome = self.importer.check(self.importer.read(upload.read()))
        return self.page(outcome=outcome, upload=upload)

    def post(self, request, kind):
        if "table" not in request.FILES:
            messages.error(request, _("Choose a file first."))
            return redirect(request.path)
        upload = uploads.keep(request.FILES["table"], request.user, kind)
        return redirect(f"{request.path}?{urlencode({'file': upload.token})}")


class ImportCommit(ImportView):
    def post(self, request, kind):
        upload = self.kept()
        note = f"{upload.name} sha256 {upload.sha256[:12]}"
        outcome = self.importer.commit(self.importer.read(upload.read()), note)
        if outcome.faults:
            return self.page(outcome=outcome, upload=upload)
        upload.drop()
        done = ngettext("%(n)d row stored", "%(n)d rows stored", outcome.accepted)
        counts = _("new %(new)d, changed %(changed)d, unchanged %(unchanged)d") % outcome.totals
        messages.success(request, f"{done % {'n': outcome.accepted}}: {counts}")
        again = reverse(f"{self.namespace}:import_table", args=[kind])
        return redirect(self.importer.leads_to() or again)


class ImportMarked(ImportView):
    """The same workbook with the bad cells red."""

    def get(self, request, kind):
        upload = self.kept()
        data = upload.read()
        try:
            marked = mark(data, self.importer.check(self.importer.read(data)).faults)
        except Unreadable:
            raise Http404 from None
        return workbook(marked, f"{upload.name.rpartition('.')[0]}-{_('faults')}.xlsx")


class ImportTemplate(ImportView):
    def get(self, request, kind):
        return workbook(self.importer.template(), f"{self.importer.label}.xlsx")


def workbook(data, name):
    disposition = content_disposition_header(True, name)
    return HttpResponse(data, XLSX, headers={"Content-Disposition": disposition})


def import_urls(imports):
    pages = [
        ("", ImportTable, "import_table"),
        ("commit/", ImportCommit, "import_commit"),
        ("marked.xlsx", ImportMarked, "import_marked"),
        ("template.xlsx", ImportTemplate, "import_template"),
    ]
    return [
        path(f"import/<slug:kind>/{end}", view.as_view(imports=imports), name=name)
        for end, view, name in pages
    ]
