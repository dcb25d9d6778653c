"""Chinese stands in code only where the list says why."""

import chinese
import pytest


@pytest.fixture
def project(tmp_path):
    for folder in (*chinese.FOLDERS, ".ci"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cadres" / "paper.py").write_text('"""公文."""\nTO = "县委组织部"\n')
    (tmp_path / ".ci" / "chinese.txt").write_text("# papers\ncadres/paper.py  # printed\n")
    return tmp_path


def test_a_listed_file_may(project):
    assert chinese.faults(project) == []


def test_any_other_file_is_named_with_its_line(project):
    (project / "villages" / "views.py").write_text('"""村."""\n\nTITLE = "村名册"\n')
    assert chinese.faults(project) == ["villages/views.py:3: a Chinese text in code"]


def test_a_docstring_may_name_the_thing_in_chinese(project):
    (project / "villages" / "views.py").write_text('def f():\n    """村名册."""\n')
    assert chinese.faults(project) == []


def test_a_line_that_no_file_needs_is_named(project):
    (project / "cadres" / "paper.py").write_text('TO = "the county"\n')
    assert chinese.faults(project) == [".ci/chinese.txt: cadres/paper.py holds no Chinese text"]
