"""Who takes the allowance list away."""

OFFICES = {"county", "township", "unit"}
ROWS = [
    {"url": "cadres:allowance_now", "method": "get", "allow": OFFICES},
    {
        "url": "cadres:allowance_month",
        "method": "get",
        "allow": OFFICES,
        "kwargs": lambda cast: {"month": "2026-03"},
    },
]
