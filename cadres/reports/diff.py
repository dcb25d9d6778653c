"""What changed between two versions of a report, chapter by chapter, sentence by sentence."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+$")


@dataclass(frozen=True)
class Difference:
    """`before` and `after` are [(text, is it only on this side)]."""

    title: str
    before: list
    after: list


def sentences(text):
    return SENTENCE.findall(text)


def differences(before, after):
    """[Difference] of the chapters whose text or numbers differ, in the order of the newer."""
    old = {chapter.key: chapter for chapter in before}
    changed = []
    for chapter in after:
        was, now = _whole(old.pop(chapter.key, None)), _whole(chapter)
        if was != now:
            changed.append(Difference(chapter.title, *_sides(was, now)))
    gone = [chapter for chapter in old.values() if _whole(chapter)]
    return changed + [Difference(each.title, *_sides(_whole(each), "")) for each in gone]


def _whole(chapter):
    return "\n".join(filter(None, [chapter.told, chapter.text.strip()])) if chapter else ""


def _sides(was, now):
    one, other = sentences(was), sentences(now)
    left, right = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        own = tag != "equal"
        left += [("".join(one[i1:i2]), own)] if i2 > i1 else []
        right += [("".join(other[j1:j2]), own)] if j2 > j1 else []
    return left, right
