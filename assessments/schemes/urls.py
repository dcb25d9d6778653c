"""Pages of schemes: the list, a table and its versions, and its rows one by one."""

from django.urls import path, register_converter

from .views import editing, schemes, versions


class TableKind:
    """How a table may be written."""

    regex = "csv|xlsx"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(TableKind, "table_kind")

SCHEME = "schemes/<str:code>/"
TABLE = f"{SCHEME}v<int:number>.<table_kind:kind>"
ROW = f"{SCHEME}rows/<int:number>/"

urlpatterns = [
    path("", schemes.SchemeList.as_view(), name="scheme_list"),
    path(SCHEME, schemes.SchemePage.as_view(), name="scheme_page"),
    path(TABLE, schemes.scheme_table, name="scheme_table"),
    path(f"{SCHEME}open/", schemes.scheme_open, name="scheme_open"),
    path(ROW, editing.scheme_row, name="scheme_row"),
    path(f"{ROW}below/", editing.scheme_row_add, name="scheme_row_add"),
    path(f"{SCHEME}rows/drop/", editing.worksheet_drop, name="worksheet_drop"),
    path(f"{SCHEME}version/", versions.version_begin, name="version_begin"),
    path(f"{SCHEME}compare/", versions.version_compare, name="version_compare"),
]
