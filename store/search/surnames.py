"""Chinese surnames in Latin letters: Mr Lin, Ms Tsai, Cheung; for who types a surname and nothing else."""

from functools import cache

from store.search import roman

# The common ones of the mainland and of Taiwan, roughly by how many bear them: who shares a spelling comes in this order.
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴"
    "贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤温康施洪赖詹柯翁简游庄颜涂蓝连纪古童倪阮"
)
_CANTONESE = {
    "wong": "王黄", "lee": "李", "cheung": "张", "chan": "陈", "lau": "刘", "yeung": "杨", "chiu": "赵邱", "ng": "吴",
    "chow": "周", "tsui": "徐", "chu": "朱", "kwok": "郭", "lam": "林", "ko": "高", "law": "罗", "cheng": "郑", "leung": "梁",
    "tse": "谢", "hui": "许", "tang": "邓", "fung": "冯", "tsang": "曾", "choi": "蔡", "poon": "潘", "yip": "叶", "yu": "余",
    "ho": "何", "mak": "麦", "hung": "洪", "chung": "钟", "ma": "马", "so": "苏", "lo": "罗",
}  # fmt: skip
MOST = 3


@cache
def _written() -> dict[str, str]:
    found: dict[str, str] = {}
    for sign in COMMON:
        spoken = roman.syllables(sign)[0]
        for letters in {spoken, roman.wade(spoken)}:
            found[letters] = found.get(letters, "") + sign
    for letters, signs in _CANTONESE.items():
        found[letters] = "".join(dict.fromkeys(found.get(letters, "") + signs))
    return found


def signs(letters: str) -> str:
    """The surnames that a word may stand for, the commonest first; "" for what is no surname."""
    return _written().get(letters, "")[:MOST]
