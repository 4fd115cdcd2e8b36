"""Names in both scripts: Amy 陳, Kevin 哥, Vivian吳."""

import re

from bot.sales.lines.names import Candidate
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.words import default_names


def with_chinese(scene: Scene, candidate: Candidate) -> Candidate:
    """Amy 陳, Kevin 哥: what follows in Chinese belongs to the name."""
    title = scene.words.lists["title"].source
    match = re.compile(
        rf"\s?(?:{title}|(?P<surname>[陈林黄张李王吴刘蔡杨许郑谢洪郭邱曾廖赖徐周叶苏庄吕江何萧罗高潘简朱钟游彭詹胡施沈余])(?:{title})?)"
    ).match(scene.view, candidate.span.end)
    if match is None or (match["surname"] and not _ends_a_name(scene, match.end())):
        return candidate
    return Candidate(Span(candidate.span.start, match.end()), 0)


def _ends_a_name(scene: Scene, end: int) -> bool:
    """A surname in Chinese behind a given name in Latin letters: Vivian吳來電, and not Kevin高興."""
    behind = scene.view[end : end + 1]
    if scene.view[end - 1 : end + 1] in default_names().not_names:
        return False
    return not is_chinese(behind) or scene.words["who_after"].after(scene.view, end) is not None
