"""What is tested is what runs, today and in a year: the locks are complete by themselves.

They are installed with `--no-deps`, so nothing is resolved while installing and no release made
later can break it. That is safe only if each lock holds whatever its own packages require.
"""

import json
import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ASKED = {
    "requirements.lock": PROJECT["project"]["dependencies"],
    "requirements-dev.lock": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ],
}
HASHES = r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
LINE = re.compile(rf"^(\S+==[^\\\n]+?) \\\n({HASHES})", re.M)
# Pythons that pyproject.toml admits, on the system the product is made for.
PLACES = [
    {"python_version": version, "python_full_version": f"{version}.0", "sys_platform": "linux"}
    for version in ("3.11", "3.12", "3.13", "3.14")
]


def locked(name, text=None):
    """{package: its Requirement} of a lock file; `text` instead of what the file says."""
    lines = LINE.findall((ROOT / name).read_text() if text is None else text)
    found = [Requirement(line) for line, _hashes in lines]
    return {canonicalize_name(each.name): each for each in found}


def version(requirement):
    return str(requirement.specifier).removeprefix("==")


def holds(marker, place, extras=("",)):
    return marker is None or any(marker.evaluate(place | {"extra": extra}) for extra in extras)


def missing(lock, asked, place):
    """What is asked for, or required by a package of the lock, and not in it; in words."""
    faults = []

    def meet(who, requirement):
        pin = lock.get(canonicalize_name(requirement.name))
        if pin is None or not holds(pin.marker, place):
            faults.append(f"{who} requires {requirement}: not in the lock")
        elif not requirement.specifier.contains(version(pin), prereleases=True):
            faults.append(f"{who} requires {requirement}: the lock has {version(pin)}")
        elif requirement.extras - pin.extras:
            faults.append(f"{who} requires {requirement}: the lock lacks the extra")

    for requirement in map(Requirement, asked):
        meet("pyproject.toml", requirement)
    for name, pin in lock.items():
        if holds(pin.marker, place):
            for requirement in map(Requirement, requires(name) or []):
                if holds(requirement.marker, place, ("", *pin.extras)):
                    meet(name, requirement)
    return faults


@pytest.mark.parametrize("name", ASKED)
def test_every_line_is_a_pin_with_its_hashes(name):
    left = LINE.sub("", (ROOT / name).read_text())
    assert [line for line in left.splitlines() if not line.strip().startswith("#")] == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["python_version"])
@pytest.mark.parametrize("name", ASKED)
def test_a_lock_holds_all_that_its_packages_require(name, place):
    assert missing(locked(name), ASKED[name], place) == []


def test_a_lock_that_lacks_a_package_is_found_out():
    lock = locked("requirements.lock")
    del lock["sqlparse"]
    assert missing(lock, [], PLACES[0]) == ["django requires sqlparse>=0.3.1: not in the lock"]


def test_a_lock_that_lacks_an_extra_is_found_out():
    """As `coverage[toml]` once did: a pin without its extra made pip look for a newer release."""
    lock = locked("requirements.lock")
    faults = missing(lock, ["django[argon2]"], PLACES[0])
    assert faults == ["pyproject.toml requires django[argon2]: the lock lacks the extra"]


def test_the_tools_are_locked_on_top_of_the_same_releases():
    runtime, tools = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: version(tools[name]) for name in runtime} == {
        name: version(pin) for name, pin in runtime.items()
    }


def test_the_lock_of_the_checkers_pins_every_package_and_names_no_registry():
    packages = json.loads((ROOT / ".ci/lint/package-lock.json").read_text())["packages"]
    packages.pop("")
    assert all(each["version"] and each["integrity"] for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
