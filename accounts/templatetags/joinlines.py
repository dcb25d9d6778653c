"""How does a template break a line where a space would show? A built-in of every template."""

import re

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token

register = template.Library()

MARKS = re.compile(r'[ \t]*\n[ \t\n]*|[<>"]')


class Joiner:
    """Drops line breaks with their indentation; between two attributes a space stays."""

    in_tag = in_quotes = False

    def __call__(self, match: re.Match) -> str:
        mark = match.group()
        if mark == '"':
            self.in_quotes = self.in_tag and not self.in_quotes
        elif mark in "<>":
            self.in_tag = mark == "<" or self.in_quotes
        else:
            return " " if self.in_tag and not self.in_quotes else ""
        return mark


class JoinedNode(Node):
    def __init__(self, nodelist: NodeList):
        self.nodelist = nodelist

    def render(self, context):
        return self.nodelist.render(context)


@register.tag
def joinlines(parser: Parser, token: Token) -> JoinedNode:
    """{% joinlines %} … {% endjoinlines %}: what stands between, without its line breaks, as
    Chinese runs on. They go when the template is compiled, so it costs nothing.
    """
    nodelist = parser.parse(("endjoinlines",))
    parser.delete_first_token()
    join = Joiner()
    for text in nodelist.get_nodes_by_type(TextNode):
        text.s = MARKS.sub(join, text.s)
    return JoinedNode(nodelist)
