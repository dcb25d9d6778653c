"""The page of a cadre's own cards."""

from django.urls import path

from . import views

urlpatterns = [path("mine/", views.my_cards, name="my_cards")]
