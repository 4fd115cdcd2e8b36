"""Things in a line that hold digits but are no amount, length or time: phones, order numbers, unknown models."""

from collections.abc import Iterator
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.patterns import late

PHONE: Final = late(
    r"(?<![\w.+])(?:\+\d{1,3}[\s-]?)?(?:\(0?\d{1,3}\)[\s-]?|0\d{1,3}[\s-])\d{3,4}[\s-]?\d{3,4}(?:[\s-]?\d{3})?(?:\s?(?:#|ext\.?|转|分机)\s?\d{1,6})?(?!\w)"
    r"|(?<![\w.+])(?:\+\d{8,14}|09\d{8}|1[3-9]\d{9}|\+?\d{1,3}[\s-]\d{2,4}[\s-]\d{3,4}[\s-]\d{3,4})(?!\w)"
)
_OTHERS: Final = late(
    r"(?<![\w.+-])[a-z0-9_.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
    r"|https?://\S+|www\.\S+"
    r"|(?<![a-z0-9])(?:ext\.?|extension|分机|统编|税号|单号|订单号|订单编号|工单|发票号码?|发票|案号|po\s?#|po|order|invoice|ticket|case|rma|inv|room|floor)"
    r"\s*(?:no\.?|number|号|[:：#])?\s*#?\s*(?=[a-z]*-?\d)(?!\d{1,3}[,，]\d{3})[a-z]{0,4}-?\d{3,}[\w-]*"
    r"|#\d{3,}"
    r"|(?<!\d)\d{1,6}(?:\.\d{1,3})?\s?%|百分之[一二三四五六七八九十\d]+|(?<![\d一二三四五六七八九])[\d一二三四五六七八九]{1,3}(?:\.\d+)?折(?!让)"
    r"|(?<![\d.])\d{1,6}(?:\.\d{1,3})?\s?(?:吋|寸|英寸|inch(?:es)?|\"|''|gb|tb|mb|ghz|hz|mah|kg|cm|mm|km|公里|平方|坪|楼|f(?![a-z0-9])|w(?=att))"
    r"|[248]k(?=\s?(?:萤幕|屏幕|屏|显示器|monitors?|tv|电视|displays?|screens?|画质|video))"
    r"|bant\s*(?:=|:)?\s*[0-4]\s?/\s?4|24/7|7x24|7\*24|ipv[46]|b2b|(?:office|microsoft|m)\s?365"
)
_MODEL: Final = late(r"(?<![a-z0-9])[a-z]{1,8}-?\d+[a-z0-9]*(?:-[a-z0-9]+)*(?![a-z0-9])")
_NO_MODEL: Final = late(
    r"(?:nt|ntd|twd|us|usd|rmb|cny|hkd|sgd|eur|gbp|jpy|x|q[1-4]|h[12]|w|rs|at|by|on|for|in|to|jan|feb|mar|apr|may|"
    r"june?|july?|aug|sept?|oct|nov|dec|am|pm|mon|tue|wed|thu|fri|sat|sun|qty|ca|approx|no|po|week)-?\d.*"
    r"|q[1-4]|h[12]|fy\d+"
)


def find_phones(view: str) -> list[Span]:
    """Find what was written as a telephone number."""
    return [Span(*match.span()) for match in PHONE.finditer(view)]


def find_opaque(view: str) -> Iterator[Span]:
    """Find what other readers must not take for numbers; all of it stays in the note."""
    yield from find_phones(view)
    yield from (Span(*match.span()) for match in _OTHERS.finditer(view))
    for match in _MODEL.finditer(view):
        if not _NO_MODEL.fullmatch(match[0]):
            yield Span(*match.span())
