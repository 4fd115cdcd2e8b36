"""點 that is no hour of the clock: 便宜一點, 三點建議, 降 3 點."""

from bot.sales.patterns import late

# the left neighbour makes 一點 "a little"
_A_LITTLE = tuple(
    "宜贵快慢早晚多少大小差高低好再有重强弱轻近远紧松久长短便急热冷亮薄厚新旧忙省惠了给算让降加减优完清详积"
)
_AN_HOUR_BEFORE = late(r"(?:[午晨间天日号晚早)约在到等六五四三二一])\s*$|^\s*$|[,。;!?\s]$")
_AN_HOUR_AFTER = late(
    r"\s*(?:$|[^\u4e00-\u9fff]|[打回联见到前后左开再以之我他她你去来叫约给可在跟会有找过至])"
)
_LISTED = late(
    r"(?:提|列|讲|问|归纳|整理|总结|补充|说|记)(?:了|出|到|成)\s*$|(?:[有这那共缺优]|以下|下列|如下)\s*$"
)
_PER_CENT = late(r"(?:降|涨|跌|让|砍|抽|扣|赚)[价了低]?\s*$")
_LISTED_AFTER = late(
    r"\s*(?:建议|意见|问题|要求|理由|原因|想法|疑虑|需求|结论|优|缺|好处|差异|不同|说明|注意|回馈|"
    r"反馈|考量|顾虑|"
    r"共识|提醒|条件|方案|改善|改进|重点|毛利|利润|异议|[,:。]\s*(?:第一|一是|1[.、])|"
    r"[点儿都也没了]|不(?!对|是|行|方便|好)|[零一二三四五六七八九][折成倍万亿千百寸吋米公])"
)
_STILL_A_CLOCK = late(r"\s*(?:[有空半钟整打后前到至开见以之左再会可~-]|方便)")


def is_a_point(hour: str, before: str, after: str) -> bool:
    """A little, points of a list or per cent, by what stands left and right of `hour` 點."""
    if _LISTED_AFTER.match(after) or _PER_CENT.search(before):
        return True
    if hour in ("一", "1"):
        if before.endswith(_A_LITTLE):
            return True
        if not _AN_HOUR_BEFORE.search(before[-1:]) or not _AN_HOUR_AFTER.match(after):
            return not before.endswith(("午", "天", "晨"))
    return bool(_LISTED.search(before)) and not _STILL_A_CLOCK.match(after)
