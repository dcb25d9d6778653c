"""Everybody may see what is asked of whom."""

from accounts.models import Role

ROWS = [{"url": "cadres:burden_page", "method": "get", "allow": set(Role.values)}]
