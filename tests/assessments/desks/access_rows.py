"""Who comes to a first page, and who may search."""

from accounts.models import Role
from tests.assessments.access import BUSINESS

ROWS = [
    {"url": "home", "method": "get", "allow": {role.value for role in Role}},
    {"url": "find", "method": "get", "allow": BUSINESS},
]
