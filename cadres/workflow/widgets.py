"""Inputs that the forms of cadres share."""

from django import forms


def date_picker():
    """A date picker; the value travels as 2026-05-08."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def text_area(rows=4):
    return forms.Textarea(attrs={"rows": rows})
