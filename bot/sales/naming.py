"""Names in one normal form, however they were typed: width, case, script, spaces, legal forms, courtesy titles."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import opencc

from bot.sales.patterns import late

LONGEST = 120
CJK = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LEGAL_ZH = late(
    r"(?:(?:股份)?有限(?:责任)?公司|股份公司|[(]股[)]\s*(?:有限)?公司|[(]有[)]\s*公司|株式会社|公司|[(]股[)])\s*$"
)
_LEGAL_EN = late(
    r"(?<=\S)[\s,.&-]*\b(?:co\W{0,3}ltd|company\W{1,3}limited|company\W{1,3}ltd|pte\W{0,3}ltd|pty\W{0,3}ltd|"
    r"s\.a\.|s\.p\.a|limited|ltd|incorporated|inc|corporation|corp|company|co|llc|llp|plc|gmbh|ag|bv|nv|kk)[\s.]*$"
)
_LEGAL_PINYIN = late(r"(?<=\w)\s*(?:gu\s*fen\s*)?you\s*xian\s*(?:ze\s*ren\s*)?gong\s*si\s*$")
_SIGNS = late(r"[\u4e00-\u9fff]+")
_LISTED = late(r"(?<=\w)-(?:ky|dr|w|sw)\s*$")
_SILENT = late(r"[.'’`´·•・]")
_OTHER = late(r"[^\w]|_")
_AROUND_CJK = late(rf"(?<=[{CJK}]) (?=\w)|(?<=\w) (?=[{CJK}])")
_TITLES_ZH = (
    "董事长|总经理|副总经理|总裁|副总裁|副总|执行长|财务长|营运长|技术长|经理|副理|协理|襄理|主任|课长|科长|处长|"
    "部长|厂长|店长|院长|校长|所长|组长|班长|老板娘|老板|主管|专员|助理|秘书|工程师|会计|采购|业务|老师|教授|医师|"
    "医生|律师|先生|小姐|女士|太太|董娘|董|总|工|哥|姐|姊|桑|总监|店主"
)
_TITLED_ZH = late(rf"^(?P<who>[{CJK}]{{1,4}}?)(?P<title>{_TITLES_ZH})$")
_FAMILIAR = late(rf"^[小老阿](?P<who>[{CJK}])$")
_TITLED_EN = late(
    r"^(?:mr|mrs|ms|miss|mister|madam|sir|dr|doctor|prof|professor)\s+(?P<who>\S.*)$|^(?P<before>\S.*?)\s+(?:san|sir)$"
)


class _Simplified(dict[int, str]):
    """Each sign in simplified script, looked up once: both scripts and their variants become one."""

    def __init__(self) -> None:
        super().__init__()
        self._converter = opencc.OpenCC("t2s")

    def __missing__(self, sign: int) -> str:
        self[sign] = chr(sign) if sign < 0x2E80 else self._converter.convert(chr(sign))
        return self[sign]


_SIMPLIFIED = _Simplified()


@dataclass(frozen=True, slots=True)
class Titled:
    """A person as one speaks of him: the name or only the surname, and the title."""

    who: str
    title: str


def clean(text: str) -> str:
    """Text fit to be searched: full width and marks made plain, control signs dropped, at most LONGEST signs."""
    text = "".join(" " if _unfit(sign) else sign for sign in text[: LONGEST * 4])
    return " ".join(unicodedata.normalize("NFKC", text).split())[:LONGEST]


def _unfit(sign: str) -> bool:
    return sign < " " or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")


@lru_cache(maxsize=16_384)
def core(name: str) -> str:
    """What is left of a name to compare: lower case, simplified script, no legal form, no marks.

    Words in Latin letters stay apart by one space; Chinese signs stand together.
    """
    if _SIGNS.fullmatch(name):  # nothing to fold: most names of a Chinese desk, in a third of the time
        signs = name.translate(_SIMPLIFIED)
        return _LEGAL_ZH.sub("", signs) or signs
    plain = _folded(name)
    without = _LISTED.sub("", plain)
    ends = without.rstrip(" .")[-1:]
    for legal in (_LEGAL_EN, _LEGAL_EN, _LEGAL_PINYIN) if ends.isascii() and ends.isalpha() else (_LEGAL_ZH,):
        without = legal.sub("", without)
    return _bare(without) or _bare(plain)


def words(text: str) -> list[str]:
    """The words of a text between its spaces, each in its normal form."""
    parts = re.split(r"[\s,，、;；/|@的]+", _folded(text))
    return [word for part in parts if (word := core(part))]


@lru_cache(maxsize=4_096)
def titled(text: str) -> Titled | None:
    """A name with a courtesy title or an office (陳總, 王經理, Mr. Price, 小陳), in normal form; None without one."""
    plain = _bare(_folded(text))
    match = _TITLED_ZH.match(plain)
    if match:
        return Titled(match["who"], match["title"])
    match = _FAMILIAR.match(plain)
    if match:
        return Titled(match["who"], "")
    match = _TITLED_EN.match(plain)
    return Titled(match["who"] or match["before"], "") if match else None


def titled_end(text: str) -> tuple[str, Titled] | None:
    """A company and, glued to it, a surname of one sign with a title: 青禾陳總 is (青禾, 陳總)."""
    match = re.match(rf"^(?P<company>\w.*?)\s?(?P<who>[{CJK}])(?P<title>{_TITLES_ZH})$", _bare(_folded(text)))
    return (match["company"], Titled(match["who"], match["title"])) if match else None


def is_cjk(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return "\u3400" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or sign >= "\U00020000"


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", bare).casefold().translate(_SIMPLIFIED)


def _bare(text: str) -> str:
    apart = _OTHER.sub(" ", _SILENT.sub("", text))
    return _AROUND_CJK.sub("", " ".join(apart.split()))
