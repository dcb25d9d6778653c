"""Do the tests notice? Small faults are put into `assessments.scoring`, one at a time.

`python -m tests.mutation [--module M] [--sample N] [--seed S] [--jobs J]` prints each fault that no
test notices, and the share of those that some test does. Results are in docs/scoring.md.
"""
