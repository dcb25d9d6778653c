"""The declared fields of a diary entry, for the pages and papers that show them."""

from django import template

from cadres.diary import fields

register = template.Library()


@register.filter
def shown(told, how):
    """[(field, value)] of an entry, or of a content, read as a head, a body or a fact."""
    return fields.shown(told, how)
