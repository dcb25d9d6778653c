"""Pages of assessments."""

from django.urls import path, register_converter

from assessments.cards.views import cards, results
from assessments.facts import views as facts
from assessments.grading.views import corrections, runs
from assessments.imports import IMPORTS
from assessments.outcomes import views as proposals
from assessments.schemes.views import editing as worksheets
from assessments.schemes.views import schemes, versions
from assessments.trials import views as trials
from cadres.periods import PeriodConverter
from villages.tables_in.views import import_urls


class TableKind:
    """How a table may be written."""

    regex = "csv|xlsx"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(PeriodConverter, "period")
register_converter(TableKind, "table_kind")

app_name = "assessments"
urlpatterns = [
    path("", schemes.SchemeList.as_view(), name="scheme_list"),
    path("schemes/<str:code>/", schemes.SchemePage.as_view(), name="scheme_page"),
    path(
        "schemes/<str:code>/v<int:number>.<table_kind:kind>",
        schemes.scheme_table,
        name="scheme_table",
    ),
    path("schemes/<str:code>/rows/<int:number>/", worksheets.scheme_row, name="scheme_row"),
    path(
        "schemes/<str:code>/rows/<int:number>/below/",
        worksheets.scheme_row_add,
        name="scheme_row_add",
    ),
    path("schemes/<str:code>/rows/drop/", worksheets.worksheet_drop, name="worksheet_drop"),
    path("schemes/<str:code>/version/", versions.version_begin, name="version_begin"),
    path("schemes/<str:code>/compare/", versions.version_compare, name="version_compare"),
    path("schemes/<str:code>/open/", schemes.scheme_open, name="scheme_open"),
    path("schemes/<str:code>/try/", trials.scheme_try, name="scheme_try"),
    path("cards/<int:pk>/", cards.CardPage.as_view(), name="card_page"),
    path("cards/<int:pk>/compare/", corrections.CardCompare.as_view(), name="card_compare"),
    path("mine/", cards.my_cards, name="my_cards"),
    path("facts/", facts.FactList.as_view(), name="fact_list"),
    path("facts/<int:pk>/", facts.FactPage.as_view(), name="fact_page"),
    path("facts/<int:pk>/confirm/", facts.fact_confirm, name="fact_confirm"),
    path("entry/<str:code>/<period:period>/", facts.fact_entry, name="fact_entry"),
    path("proposals/", proposals.ProposalList.as_view(), name="proposal_list"),
    path("proposals/<int:pk>/", proposals.ProposalPage.as_view(), name="proposal_page"),
    path("proposals/<int:pk>/decide/", proposals.proposal_decide, name="proposal_decide"),
    path("runs/<int:pk>/", runs.RunPage.as_view(), name="run_page"),
    *import_urls(IMPORTS),
    path("<str:code>/<period:period>/", results.ResultList.as_view(), name="result_list"),
    path("<str:code>/<period:period>/grade/", runs.grade, name="grade"),
    path("<str:code>/<period:period>/publish/", runs.publish, name="publish"),
    path("<str:code>/<period:period>/correct/", corrections.correct, name="correct"),
]
