"""考核办法: the list, and one scheme as the table that a county prints, with its versions."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import Max, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts import sheets
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.models import Role
from accounts.registry import NumberColumn, RegistryList, RegistryPage, RegistryTable
from accounts.roles import BUSINESS
from assessments.page_parts import parts_of
from assessments.templatetags.assessments_text import marks
from cadres.periods import parse_period

from .. import workbook
from ..editing import lines_of
from ..models.schemes import Scheme, SchemeVersion, SubjectKind
from ..opening import open_period
from ..periods import begun
from ..refusals import GradingRefused


class SchemeTable(RegistryTable):
    code = tables.Column(linkify=("assessments:scheme_page", [tables.A("code")]))
    total = NumberColumn()
    newest = NumberColumn(verbose_name=_("version"))
    subject = tables.Column()

    class Meta(RegistryTable.Meta):
        model = Scheme
        fields = ["code", "name", "subject", "total", "newest"]

    def render_total(self, value):
        return marks(value)


class SchemeFilter(RegistryFilter):
    subject = filters.ChoiceFilter(label=_("whom it assesses"), choices=SubjectKind)

    class Meta:
        model = Scheme
        fields = []


class SchemeList(RegistryList):
    model = Scheme
    roles = BUSINESS
    table_class = SchemeTable
    filterset_class = SchemeFilter
    template_name = "assessments/schemes/list.html"
    title = _("Assessment schemes")
    empty = _("No scheme yet. Import the county's rules as a table.")

    def get_queryset(self):
        return super().get_queryset().annotate(newest=Max("versions__number"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | parts_of("scheme_list", self.request.user)


class SchemePage(RegistryPage):
    """The newest version, or `?version=n`; every row in the words of the county's table."""

    model = Scheme
    roles = BUSINESS
    slug_field = slug_url_kwarg = "code"
    template_name = "assessments/schemes/page.html"

    def get_queryset(self):
        newest = SchemeVersion.objects.order_by("-number")
        return super().get_queryset().prefetch_related(Prefetch("versions", newest))

    def get_context_data(self, **kwargs):
        versions = list(self.object.versions.all())
        version = version_numbered(self.request.GET.get("version", ""), versions)
        user = self.request.user
        editable = user.role == Role.COUNTY and version == versions[0] if version else False
        return super().get_context_data(**kwargs) | {
            "versions": versions,
            "version": version,
            "newest": editable,
            "editable": editable and not version.frozen_at,
            "lines": version and lines_of(version, user if editable else None),
            **periods_of(self.object, version, timezone.localdate()),
            **parts_of("scheme_page", user, self.object),
        }


def version_numbered(number, versions):
    """The version of that number, else the newest; None of no versions."""
    wanted = [version for version in versions if str(version.number) == number]
    return (wanted or versions or [None])[0]


def periods_of(scheme, version, today):
    """`gradable`: (period of the scheme's year that has begun, the number of the version under
    which it stands or None), newest first; `unopened`: those that stand under none yet."""
    standing = dict(scheme.period_rules.values_list("period", "scheme_version__number"))
    periods = begun(version.table.year or today.year, today) if version else []
    found = [(each, standing.get(str(each))) for each in periods]
    return {"gradable": found, "unopened": [each for each, number in found if number is None]}


@require_safe
@for_roles(*BUSINESS)
def scheme_table(request, code, number, kind):
    """The table of one version as a file, to be edited and imported again without loss."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    version = get_object_or_404(scheme.versions, number=number)
    name, chinese = f"{scheme.code} v{version.number}", is_chinese()
    if kind == "csv":
        data, content_type = workbook.scheme_csv(version.rows, chinese), "text/csv"
    else:
        data, content_type = workbook.scheme_xlsx(version.rows, name, chinese), sheets.XLSX
    disposition = content_disposition_header(True, f"{name}.{kind}")
    return HttpResponse(data, content_type, headers={"Content-Disposition": disposition})


def is_chinese():
    return (get_language() or "zh").startswith("zh")


@require_POST
@for_roles("county")
def scheme_open(request, code):
    """Put a period under the newest version, which is frozen by that."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    try:
        opened = open_period(scheme, parse_period(request.POST.get("period", "")), request.user)
    except ValueError:
        messages.error(request, _("Choose a period."))
    except GradingRefused as refused:
        messages.error(request, str(refused))
    else:
        done, before = _("The period is open; the table is frozen."), _("The period was open.")
        messages.success(request, done if opened else before)
    return redirect("assessments:scheme_page", code)
