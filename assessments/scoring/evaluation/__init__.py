"""Facts → cards: one run of a scheme over its subjects."""
