"""Monthly circulars."""

from django.urls import path

from . import views

urlpatterns = [
    path("circulars/", views.CircularList.as_view(), name="circular_list"),
    path("circulars/open/", views.circular_open, name="circular_open"),
    path("circulars/<int:pk>/", views.CircularPage.as_view(), name="circular_page"),
    path("circulars/<int:pk>/edit/", views.circular_edit, name="circular_edit"),
    path("circulars/<int:pk>/refresh/", views.circular_refresh, name="circular_refresh"),
    path("circulars/<int:pk>/refresh/back/", views.circular_read_back, name="circular_read_back"),
    path("circulars/<int:pk>/issue/", views.circular_issue, name="circular_issue"),
    path("circulars/<int:pk>/print/", views.circular_print, name="circular_print"),
    path("circulars/<int:pk>/tables/", views.circular_tables, name="circular_tables"),
]
