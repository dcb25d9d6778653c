"""How rows become a scheme, and what is refused or warned of on the way."""
