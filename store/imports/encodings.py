"""Which encoding a text file is written in: by its mark, its validity, then how likely its signs are."""

import codecs
import unicodedata
from functools import cache
from pathlib import Path

from store.imports.headers import vocabulary
from store.imports.values import Refused

SAMPLE = 64 * 1024
CHUNK = 1 << 20
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = (
    "的一是不了人我在有他這为之大来以個个中上們们到說说國国和地也子時时道出而要於于就下得可你年生"
    "公司股份有限股長长科技電电子工業业實实企集團团台臺北高雄新竹桃園园市縣县區区路街段巷弄號号樓楼室"
    "客戶户名稱称聯联絡络系話话手機机傳传真地址統统編编號號號產产品價价格數数量單单訂订購购日期金額额狀态態备備註注"
    "負负責责部門门職职經经理總总裁董事主任專专員员業務务銷销售採采購购資资訊讯財财會会計计"
    "王李張张陳陈林黃黄吳吴劉刘楊杨趙赵周徐孫孙馬马朱胡郭何許许蔡鄭郑謝谢曾賴赖蘇苏葉叶莊庄呂吕江蕭萧羅罗高潘簡简"
    "明文志建國华華美玲淑芬雅婷怡君家豪俊傑杰宏偉伟佳慧英秀麗丽春成東东南西北京上海廣广州深圳江浙蘇川山湖河"
    "光金銀银行食農农化學学生醫医藥药材料機械電子零件服裝装紡纺織织水泥鋼钢鐵铁汽車车航運运保險险貿贸易百貨货世界環环球"
    "三二四五六七八九十百千萬万億亿元已未完成打電話回再約约先生小姐女士太明後后天週周下午見见問问報报寄"
)


def find_encoding(path: Path) -> str:
    """The encoding of the whole file; raises Refused where no encoding fits every byte."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for mark, name in BOMS:
        if start.startswith(mark):
            return _must_fit(path, name)
    if wide := _wide(start):
        return _must_fit(path, wide)
    if _fault(path, "utf-8") is None:
        return "utf-8"
    sample = _foreign_lines(path)
    if _mostly_utf8(sample):
        return _must_fit(path, "utf-8")
    ranked = sorted(("cp950", "big5hkscs", "gb18030", "cp1252"), key=lambda name: -plausibility(sample, name))
    for name in ranked:
        if plausibility(sample, name) > -1 and _fault(path, name) is None:
            return name
    return _must_fit(path, ranked[0])


def plausibility(sample: bytes, encoding: str) -> float:
    """How likely these bytes were written in this encoding: -1 (impossible) to about 1.5."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return -1.0
    weigh = _latin_weight if encoding == "cp1252" else _chinese_weight
    weights = [
        weigh(text, place, encoding) for place, sign in enumerate(text) if sign > "\x7f" or sign < "\t"
    ]
    return sum(weights) / len(weights) if weights else 0.0


def _chinese_weight(text: str, place: int, encoding: str) -> float:
    sign = text[place]
    if sign in _known_signs():
        return 1.2
    if "\u4e00" <= sign <= "\u9fff":
        return 0.6 if _everyday(sign, encoding) else 0.05
    if "\u3000" <= sign <= "\u303f" or "\uff00" <= sign <= "\uff5e":
        return 0.6
    return -0.6 if unicodedata.category(sign) in {"Co", "Cn", "Cc"} else -0.1


def _latin_weight(text: str, place: int, encoding: str) -> float:
    sign = text[place]
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    if sign in "\u2019\u201c\u201d\u2013\u2014\u20ac\u00a3\u2026\u2122\u00ae\u00a0\u00b0":
        return 0.4
    if not sign.isalpha():
        return -0.5
    if sign in "\u00d0\u00de\u00f0\u00fe\u00aa\u00ba\u00b5\u0192\u02c6":
        return -0.2
    mixed = any(near.isascii() and near.isalpha() for near in around)
    crowded = all(near > "\x7f" for near in around) and len(around) > 0
    if crowded or (sign.isupper() and text[max(place - 1, 0) : place].islower()):
        return -0.6
    return 0.9 if mixed else 0.1


@cache
def _known_signs() -> frozenset[str]:
    return frozenset(COMMON) | frozenset(sign for sign in vocabulary() if sign > "\x7f")


@cache
def _everyday(sign: str, encoding: str) -> bool:
    """Whether the character stands in the everyday half of Big5 or of GB 2312."""
    name, low, high = ("big5", 0xA4, 0xC6) if encoding in {"cp950", "big5hkscs"} else ("gb2312", 0xB0, 0xD7)
    try:
        return low <= sign.encode(name)[0] <= high
    except UnicodeEncodeError:
        return False


def _wide(start: bytes) -> str | None:
    pairs = len(start) // 2
    if pairs < 2:
        return None
    even, odd = start[0 : pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.3 and even <= pairs * 0.02:
        return "utf-16-le"
    if even > pairs * 0.3 and odd <= pairs * 0.02:
        return "utf-16-be"
    return None


def _foreign_lines(path: Path) -> bytes:
    """Lines that hold more than ASCII, up to the size of a sample, the first line always."""
    kept: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                kept.append(line[:SAMPLE])
                size += len(kept[-1])
            if size > SAMPLE:
                break
    return b"".join(kept)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether nearly every character above ASCII is good UTF-8: a damaged file and not another encoding."""
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for sign in text if sign > "\x7f") - bad
    return good >= 20 * bad


def _must_fit(path: Path, encoding: str) -> str:
    if (line := _fault(path, encoding)) is not None:
        raise Refused("import.bad-bytes", row=line, encoding=encoding)
    return encoding


def _fault(path: Path, encoding: str) -> int | None:
    """The line with the first byte that this encoding does not know; None when all are known."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + chunk[: error.start].count(b"\n")
            line += text.count("\n")
            if not chunk:
                return None
