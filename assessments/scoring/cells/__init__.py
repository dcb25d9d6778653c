"""How one cell of the table is read, and what is said of one that cannot be."""
