"""Diary, matters and reports."""

urlpatterns = []
