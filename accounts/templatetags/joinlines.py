"""How does a template break a line where a space would show? A built-in of every template."""

import re

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token

register = template.Library()

LINE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")


class JoinedNode(Node):
    def __init__(self, nodelist: NodeList):
        self.nodelist = nodelist

    def render(self, context):
        return self.nodelist.render(context)


@register.tag
def joinlines(parser: Parser, token: Token) -> JoinedNode:
    """{% joinlines %} … {% endjoinlines %}: what stands between without its line breaks and
    indentation, as Chinese runs on. They go when the template is compiled, so it costs nothing.
    """
    nodelist = parser.parse(("endjoinlines",))
    parser.delete_first_token()
    for text in nodelist.get_nodes_by_type(TextNode):
        text.s = LINE_BREAK.sub("", text.s)
    return JoinedNode(nodelist)
