"""Benchmarks: a county's quarter against the floor of its database and a loop of queries."""
