"""The front-end files kept in the repository are the ones that were fetched, unchanged."""

import shutil

import pytest
import vendor


@pytest.fixture
def kept(tmp_path):
    """A copy of static/vendor that a test may spoil."""
    return shutil.copytree(vendor.VENDOR, tmp_path / "vendor")


def test_every_file_is_the_one_in_the_manifest():
    assert vendor.faults() == []


def test_a_changed_file_is_named(kept):
    with (kept / "htmx" / "htmx.min.js").open("a") as script:
        script.write("alert(1)")
    assert vendor.faults(kept) == ["htmx/htmx.min.js: changed since it was fetched"]


def test_a_missing_file_is_named(kept):
    (kept / "echarts" / "LICENSE").unlink()
    assert vendor.faults(kept) == [
        "echarts/LICENSE: in the manifest, but missing",
        "echarts: has no LICENSE",
    ]


def test_a_file_that_nobody_fetched_is_named(kept):
    (kept / "bootstrap" / "extra.js").write_text("")
    assert vendor.faults(kept) == ["bootstrap/extra.js: not in the manifest"]


@pytest.mark.parametrize(
    "line", [b"//# sourceMappingURL=a.min.js.map", b"/*# sourceMappingURL=a.min.css.map */\n"]
)
def test_the_line_that_names_a_source_map_is_dropped(line):
    assert vendor.SOURCE_MAP.sub(b"\n", b"code()\n" + line) == b"code()\n"
