"""Pieces of a line that can be the name of a person or a company."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.sales.lines.firms import cuts_a_firm, ends_a_place, firm_in
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.surnames import given_alone, lone_surname, word_as_name, word_with_title
from bot.sales.lines.words import default_names as _names
from bot.sales.patterns import late

_LATIN: Final = r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ'’.&-]*"
_TITLE_EN: Final = r"(?:mr|ms|mrs|miss|dr|prof|sir|madam)\.?"
_LATIN_NAME: Final = late(rf"(?:{_TITLE_EN}\s+)?{_LATIN}(?:\s+{_LATIN}){{0,5}}", re.IGNORECASE)
_RUN: Final = late(rf"[^\s{HIDDEN},;:!?，。；：！？、|()（）/\[\]「」“”\"<>→=~+*]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that may be the one who was talked to. `rank` 0 is surest."""

    span: Span
    rank: int


_AND_SONS: Final = late(
    r"\s(?:&|and)\s(?:Sons?|Co|Partners|Associates|Bros|Brothers|Daughters)\b|\s&\s[A-Z][a-z]+"
)
_ANYBODY: Final = "(?:(?<![㐀-鿿])|(?<=[跟和约与的给找问陪应诺去到帮替对向访见叫让请托催]))[^\\W\\d_a-z等由被因若但再先后最每一二三四五六七八九十百千万零半几多少没不无非他她我你这那位有某该大小老两各问找给跟和的是请副总男女新前分正主车区店客]"
_STRONG: Final = "先生|小姐|女士|太太|经理|副理|协理|处长|课长|科长|主任|老师|老板娘?|厂长|店长|校长|院长|组长|部长|所长|局长|总监|总经理|副总|董事长|大姐|大哥|师傅|会计|医师|教授|总(?!共|计|价|额|是|部|公司|机|结|之|体|算|量)|董(?!事会)|姐(?!妹)|工(?!厂|作|程|具|人|业|会|单|期|地|资)"
_TITLE_ONLY: Final = r"(?!总工[厂作程具人业会地]|总共|总计|总价|总额|总是|总部|总公司|总机|总结|总之|总体|总算|工厂|工作|工程(?!师)|工具|工人|工业|工会|董事会|哥伦|姐妹|采购部)"


@cache
def _patterns(title: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    compound, surnames = "|".join(_names().compound), _names().surnames
    given, liked = "[㐀-鿿]", "".join(sorted(_names().given))
    titled = re.compile(
        rf"(?:{compound}|[{surnames}付释]|小|老|阿)(?:{given}{{1,2}}?)??{_TITLE_ONLY}(?:{title})|{_ANYBODY}(?:{_STRONG})|(?:(?<=[给找跟让约和])|(?<![㐀-鿿]))后(?:总(?!共|计|价|是|算)|先生|小姐|女士|经理)|(?<=[去到找跟给□])[^\W\d_a-z他她我你的们贵本分母子全老]总(?=公司)|[A-Za-z]+\s?(?:{title})"
    )
    plain = re.compile(
        rf"(?:(?:{compound})|[{surnames}])({given}{{1,2}})|(?:小|老|阿)[{surnames}]|阿{given}|小[{liked}]"
    )
    short = re.compile(
        rf"(?:[{liked}]{given}(?=[姐哥姊叔伯嫂姨])|{given})(?:姐|哥|总|董|工|叔|姨|嫂|伯|师傅)(?!{given}*(?:价|厂|司))"
    )
    return titled, plain, short


def chinese_names(scene: Scene, run: Span, title: str, opening: bool) -> Iterator[Candidate]:
    """Names inside one unbroken run: with a title, by surname, or a company by its kind."""
    for start in _starts(scene, run, _ending(title)):
        if (found := _at(scene, run, start, title, opening)) is not None:
            yield found
    if opening and (given := given_alone(scene, run)) is not None:
        yield Candidate(given, 3)
    if opening and (word := word_as_name(scene, run)) is not None:
        yield Candidate(word, 1)
    if (firm := firm_in(scene.view, run)) is not None:
        yield Candidate(firm, 2)


def _at(scene: Scene, run: Span, start: int, title: str, opening: bool) -> Candidate | None:
    """Give the name that begins there, the surest first."""
    titled, plain, short = _patterns(title)
    view = scene.view
    if (called := word_with_title(scene, start)) is not None:
        return Candidate(called, 0)
    match = titled.match(view, start, run.end)
    if match and _no_word(view, start, match[0], title) and _given_fits(match[0]):
        return Candidate(Span(*match.span()), 0)
    if (alone := lone_surname(scene, start, run, opening)) is not None:
        return Candidate(alone, 1 if alone.start else 2)
    if (found := _plain(scene, plain, start, run)) is not None:
        return None if cuts_a_firm(view, run, found.span) else found
    if opening and start == run.start and (match := short.match(view, start, run.end)):
        return Candidate(Span(*match.span()), 1)
    return None


@cache
def _ending(title: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{title})$|.?(?:经理|总监|主任|主管|负责人|窗口|采购|客户|领导|同事|老板)$")


@cache
def _no_title() -> re.Pattern[str]:
    """What is no 工程, 總公司: a title that goes on as a word is none."""
    return re.compile(_TITLE_ONLY)


def _no_word(view: str, start: int, name: str, title: str) -> bool:
    """曾經 is a word, 曾經理 is not: the title decides."""
    odd = view[start : start + 2]
    if name in _names().not_names and len(name) == len(odd) and not view.startswith(("说", "接"), start + 2):
        return False
    return (odd not in _names().not_names and odd not in _names().places) or re.fullmatch(
        title, name[1:]
    ) is not None


def _given_fits(name: str) -> bool:
    if name.startswith(_names().compound):
        return True
    return not any(char in _names().not_given for char in name[1:3]) or len(name) <= 3


@cache
def _titled_within() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(_names().compound)}|[{_names().surnames}付释])(?:先生|小姐|女士|太太|经理|主任|总监|处长|课长|科长|厂长|老师|老板|副总|协理|部长|所长|局长|店长|校长|院长|组长|副理|襄理|特助|秘书|执行长|总经理|董事长|工程师|医师|书记|行长|队长|站长|会长|理事长|教授|律师|总务|护理长|主管|主委|住持|师父|师傅|法师|阿姨|叔叔|大姐|大哥|大叔|大妈|博士|会计|技师|园长|馆长|里长|村长)"
        rf"|[{_names().surnames}](?:总|董|工|姐|哥)(?=微信|电话|手机|的|那|说|让|要|在|他|她|谈|聊|通|$|\\s)"
        rf"|(?<=[发寄传拨打催找约][了过])[{_names().surnames}](?:总|董|工|姐|哥)(?![价公司])|(?<=[发寄传拨])[{_names().surnames}](?:总|董|工|姐|哥)(?=[了过没一也])"
    )


def _starts(scene: Scene, run: Span, title: re.Pattern[str]) -> list[int]:
    starts = [run.start]
    within = {match.start() for match in _titled_within().finditer(scene.view, run.start, run.end)}
    for place in range(run.start + 1, min(run.end, run.start + 24)):
        if (
            place in within
            or scene.words["who_before"].before(scene.view, place, place - run.start)
            or (
                scene.view[place - 1] == "的"
                or (title.search(scene.view[run.start : place]) and _no_title().match(scene.view, place - 1))
                or ends_a_place(scene.view[run.start : place])
            )
        ):
            starts.append(place)
    return starts


def _plain(scene: Scene, pattern: re.Pattern[str], start: int, run: Span) -> Candidate | None:
    view = scene.view
    match = pattern.match(view, start, run.end)
    if match is None or view[start : start + 2] in _names().not_names | set(_names().places):
        return None
    given = match[1] or ""
    for length in range(len(given), -1, -1):
        end = match.end() - len(given) + length
        alone = match.end() == run.end and start == run.start and length == len(given)
        odd = given[length - 1 : length] if alone else given[:length]
        known = _is_given(given[:length])
        if given and not known and (not length or any(char in _names().not_given for char in odd)):
            continue
        if (
            _fits(scene, end, run)
            or known
            or (start > run.start and length and _DONE_FOR_HIM.match(view, end))
        ):
            common = view[start] in _names().common or view[start] in "小老阿"
            return Candidate(Span(start, end), 1 if common and end - start > 1 else 3)
    return None


def _is_given(words: str) -> bool:
    """Two characters that given names are made of are one, whatever follows them."""
    return len(words) == _GIVEN and all(char in _names().given for char in words)


_GIVEN: Final = 2
_DONE_FOR_HIM: Final = late(r"[了过]|演示|展示|介绍|看过|寄|发|送|打|聊|谈|讲|报价|做|安装|修|续")


def _fits(scene: Scene, end: int, run: Span) -> bool:
    return end == run.end or scene.words["who_after"].after(scene.view, end) is not None


def runs(scene: Scene) -> Iterator[Span]:
    """The unbroken runs of the line that nobody has claimed; a change of script ends a run too."""
    for match in _RUN.finditer(scene.view):
        start = match.start()
        for place in range(start + 1, match.end() + 1):
            if place == match.end() or is_chinese(scene.view[place]) != is_chinese(scene.view[place - 1]):
                yield Span(start, place)
                start = place


def latin_name(scene: Scene, run: Span, common: frozenset[str]) -> Candidate | None:
    """A name in Latin letters that begins with this run: one to three words, with capitals or after a cue."""
    text, at = scene.text, scene.in_text(run).start
    match = _LATIN_NAME.match(text, at)
    if match is None:
        return None
    words: list[re.Match[str]] = []
    hidden = scene.view
    for word in re.finditer(_LATIN, match[0]):
        place = scene.in_view(at + word.start())
        bare = word.start() + len(re.sub(r"['’]s$", "", word[0]))
        if HIDDEN in hidden[place : scene.in_view(at + bare)] or not _goes_on(
            word[0], words, common, match[0][word.end() :]
        ):
            break
        words.append(word)
        if len([one for one in words if one[0].lower() not in _names().particles]) == 3 and not re.fullmatch(
            _TITLE_EN, words[0][0], re.IGNORECASE
        ):
            break
    while words and words[-1][0].lower().strip(".'’") in common and len(words) > 2:
        words.pop()
    if not words or re.fullmatch(_TITLE_EN, words[-1][0], re.IGNORECASE):
        return None
    if len(words) == 1 and words[0][0].lower() in _names().never:
        return None
    end = at + words[-1].end()
    if words[-1][0][0].isupper() and (joined := _AND_SONS.match(text, end)):
        return Candidate(Span(run.start, scene.in_view(joined.end())), 1)
    end -= len(words[-1][0]) - len(re.sub(r"(?:['’]s|[.'’&-]+)$", "", words[-1][0]))
    end = scene.in_view(end)
    if re.fullmatch(_TITLE_EN, words[0][0], re.IGNORECASE):
        return Candidate(Span(run.start, end), 0)
    rank = 1 if words[0][0][0].isupper() else 2
    return Candidate(Span(run.start, end), rank)


def _goes_on(word: str, before: list[re.Match[str]], common: frozenset[str], rest: str) -> bool:
    lower = re.sub(r"['’]s$", "", word).lower().strip(".'’-&")
    if re.fullmatch(_TITLE_EN, lower):
        return not before
    if any(char.isdigit() for char in word) or re.split("['’]", lower)[0] in _names().contracted:
        return False
    capital = word[0].isupper() and (not word.isupper() or len(word) > 3 or lower not in common)
    if before and re.fullmatch(_TITLE_EN, before[0][0], re.IGNORECASE) and len(before) == 1:
        return True
    if before and before[0][0][0].isupper() and lower in _names().particles and not capital:
        return bool(re.match(r" (?:[a-z]{1,3} )?[A-Z]", rest))
    if before and before[0][0][0].isupper():
        return capital and (lower not in _names().never or (len(before) == 1 and not word.isupper()))
    if capital and not before and lower in _names().name_and_word:
        return True
    if before:
        return lower not in common
    return lower not in common or (capital and lower not in _names().never)


def common_words(vocabulary: frozenset[str]) -> frozenset[str]:
    """Words that are no names when written small."""
    return vocabulary | _names().never
