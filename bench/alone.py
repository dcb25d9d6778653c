"""`python -m bench.alone COUNTY...`: counties graded in a process of their own.

Prints its memory so far in MB, waits for a line, grades, prints its peak. From /proc: `ru_maxrss`
would begin with the peak of the process that started this one.
"""

import re
import sys
from importlib import import_module
from pathlib import Path

import django


def main(codes):
    django.setup()
    grading = import_module("assessments.grading.grading")  # models exist only after setup
    counties = import_module("bench.counties")
    schemes = list(counties.Scheme.objects.filter(county__in=codes))
    print(peak(), flush=True)
    sys.stdin.readline()
    for scheme in schemes:
        grading.grade(scheme, counties.QUARTER)
    print(peak())


def peak():
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
