"""我的得分: a cadre's own cards, the running quarter's among them, on the phone."""
