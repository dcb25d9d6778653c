"""`python -m bench.alone COUNTY`: one county graded in a process of its own.

Prints its memory before and its peak, in MB. From /proc: `ru_maxrss` would begin with the peak of
the process that started this one.
"""

import re
import sys
from importlib import import_module
from pathlib import Path

import django


def main(county):
    django.setup()
    grading = import_module("assessments.grading")  # models exist only after setup
    counties = import_module("bench.counties")
    before = peak()
    for scheme in counties.Scheme.objects.filter(county=county):
        grading.grade(scheme, counties.PERIOD)
    print(before, peak())


def peak():
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024


if __name__ == "__main__":
    main(sys.argv[1])
