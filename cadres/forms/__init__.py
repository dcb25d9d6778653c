"""Forms of cadres."""
