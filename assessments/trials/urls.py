"""The page of trials."""

from django.urls import path

from . import views

urlpatterns = [path("schemes/<str:code>/try/", views.scheme_try, name="scheme_try")]
