"""Forms of villages: one file per noun, as in models/."""
