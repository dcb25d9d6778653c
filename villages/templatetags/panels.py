"""Shows a panel of another app with its own context."""

from django import template
from django.template.loader import get_template

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panel(context, panel, told):
    """The panel's template with `told`, and the request for links and tokens."""
    return get_template(panel.template).render(told, context["request"])
