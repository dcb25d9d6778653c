"""Pages of cards: one card, and the results of a scheme and period."""

from django.urls import path

from .views import cards, results

urlpatterns = [
    path("cards/<int:pk>/", cards.CardPage.as_view(), name="card_page"),
    path("<str:code>/<period:period>/", results.ResultList.as_view(), name="result_list"),
]
