"""The command: tries mutants, prints the survivors and the score of each module."""

import argparse
import os
import sys
from collections import Counter

from .mutants import modules, mutants_of, sample
from .trials import KILLED, UNDECIDED, afresh, quickly


def main():
    options = _options()
    names = options.module or modules()
    mutants = [mutant for name in names for mutant in mutants_of(name)]
    chosen = sample(mutants, options.sample, options.seed)
    verdicts = dict(_spread(quickly, chosen, options.jobs))
    undecided = [mutant for mutant in chosen if verdicts[mutant] == UNDECIDED]
    verdicts.update(_spread(afresh, undecided, options.jobs))
    _report(chosen, verdicts, len(mutants))
    return 0


def _options():
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--module", action="append", choices=modules())
    parser.add_argument("--sample", type=int, default=0, help="how many, by chance (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def _spread(work, mutants, jobs):
    """Yields (mutant, verdict) of `work`, done in `jobs` processes that tell it through a pipe."""
    if not mutants:
        return
    reader, writer = os.pipe()
    children = [_fork(work, mutants, start, jobs, writer) for start in range(jobs)]
    os.close(writer)
    with open(reader, encoding="ascii") as lines:
        for done, line in enumerate(lines, start=1):
            place, verdict = line.split()
            mutant = mutants[int(place)]
            said = "" if verdict == KILLED else f" {verdict}: {mutant}\n"
            sys.stderr.write(f"\r{work.__name__} {done}/{len(mutants)}{said}")
            yield mutant, verdict
    sys.stderr.write("\n")
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    if failed:
        raise SystemExit("the tests fail, or could not be run, without any fault")


def _fork(work, mutants, start, jobs, writer):
    child = os.fork()
    if child:
        return child
    places = {mutant: place for place, mutant in enumerate(mutants)}
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    code = 1
    try:
        work(
            mutants[start::jobs],
            lambda mutant, verdict: os.write(writer, f"{places[mutant]} {verdict}\n".encode()),
        )
        code = 0
    finally:
        os._exit(code)


def _report(chosen, verdicts, existing):
    tried = Counter(mutant.module for mutant in chosen)
    killed = Counter(mutant.module for mutant in chosen if verdicts[mutant] == KILLED)
    left = [mutant for mutant in chosen if verdicts[mutant] != KILLED]
    share = 100 * killed.total() / max(1, len(chosen))
    lines = [f"{verdicts[mutant]:10} {mutant}" for mutant in left]
    lines += [f"{name:10} {killed[name]:4} of {tried[name]:4} killed" for name in tried]
    lines.append(f"{'all':10} {killed.total():4} of {len(chosen):4} killed, {share:.1f} %")
    lines.append(f"({existing} faults in all)")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
