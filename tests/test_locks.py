"""What is tested is what runs: both lock files name the same releases, each with its hashes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)


def pins(name):
    return {package: version for package, version, _ in PIN.findall((ROOT / name).read_text())}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_line_is_a_pin_with_its_hashes(name):
    left = PIN.sub("", (ROOT / name).read_text())
    assert [line for line in left.splitlines() if not line.strip().startswith("#")] == []


def test_the_tools_are_locked_on_top_of_the_same_releases():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_every_requirement_asked_for_is_locked():
    asked = {re.split("[~=<>]", line)[0] for line in (ROOT / "requirements.in").open()}
    assert {package.strip() for package in asked} <= pins("requirements.lock").keys()
