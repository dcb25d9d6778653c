"""How well: what is known, the rules it is held against, cards, and what follows from them."""
