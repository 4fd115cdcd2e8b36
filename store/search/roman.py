"""Chinese names as they sound: pinyin by sign, Wade-Giles as written in Taiwan, and reading both back."""

import os
from functools import cache, lru_cache
from itertools import pairwise, product

from bot.sales.naming import is_cjk

# Must be set before the library is loaded: without its phrases it takes 12 MB and 0.1 s, not 60 MB and 1 s.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")

from pypinyin import lazy_pinyin

_ALL_SYLLABLES = (
    "a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce "
    "cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun "
    "chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de den deng di dia dian diao die ding diu dong "
    "dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen "
    "geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua "
    "huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan "
    "kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia "
    "lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng "
    "mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin "
    "ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping "
    "po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong "
    "rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shen sheng shi "
    "shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te "
    "teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian "
    "xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue "
    "yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua "
    "zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo "
)
SYLLABLES = frozenset(_ALL_SYLLABLES.split())
SURNAMES = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "区": "ou", "朴": "piao",
    "种": "chong", "员": "yun", "缪": "miao", "翟": "zhai", "冼": "xian", "召": "shao", "秘": "bi", "覃": "qin",
    "纪": "ji", "尹": "yin", "么": "yao", "晟": "cheng", "隗": "wei", "令": "ling", "逄": "pang", "郇": "xun",
    "盖": "ge",
}  # fmt: skip
USUAL = {
    "长": "chang",
    "都": "du",
    "行": "xing",
    "地": "di",
    "调": "tiao",
    "车": "che",
    "乐": "le",
    "会": "hui",
}
BANKLIKE = frozenset("银商车洋药分本总")
LONGEST_WORD = 40
_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"),
    ("b", "p"), ("d", "t"), ("g", "k"), ("r", "j"),
)  # fmt: skip
_WADE_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu",
    "zhuo": "cho", "chuo": "cho", "gui": "kuei", "kui": "kuei", "you": "yu", "ye": "yeh", "yan": "yen", "he": "ho",
    "yi": "yi", "yu": "yu", "e": "o", "er": "erh", "guo": "kuo", "kuo": "kuo", "huo": "huo", "ge": "ko", "ke": "ko",
    "ju": "chu", "qu": "chu", "xu": "hsu", "quan": "chuan", "juan": "chuan", "xuan": "hsuan", "jun": "chun",
    "xun": "hsun", "jue": "chueh", "que": "chueh", "xue": "hsueh", "yue": "yueh", "lue": "lueh", "lv": "lu", "nv": "nu",
    "rong": "jung", "ran": "jan", "ren": "jen", "ruo": "jo",
}  # fmt: skip


@lru_cache(maxsize=16_384)
def syllables(core: str) -> tuple[str, ...]:
    """A normal form word by word: each Chinese sign as its pinyin, each Latin word as it stands."""
    if core.isascii():
        return tuple(core.split())
    spoken: list[str] = []
    word = ""
    before = ""
    for sign in core:
        if is_cjk(sign):
            if word:
                spoken.append(word)
                word = ""
            spoken.append(_sign(sign, before))
        elif sign == " ":
            if word:
                spoken.append(word)
            word = ""
        else:
            word += sign
        before = sign
    return (*spoken, word) if word else tuple(spoken)


def _sign(sign: str, before: str) -> str:
    if not before and sign in SURNAMES:
        return SURNAMES[sign]
    if sign == "行" and before in BANKLIKE:
        return "hang"
    return USUAL.get(sign) or _pinyin(sign)


@cache
def _pinyin(sign: str) -> str:
    spoken: str = lazy_pinyin(sign)[0]
    return spoken if spoken.isascii() else sign


@cache
def wade(syllable: str) -> str:
    """A pinyin syllable as passports of Taiwan write it, without marks; other words as they stand."""
    if syllable not in SYLLABLES:
        return syllable
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    head, tail = "", syllable
    for pinyin, written in _WADE_INITIALS:
        if syllable.startswith(pinyin):
            head, tail = written, syllable[len(pinyin) :]
            break
    if tail.endswith("ong"):
        tail = tail[:-3] + "ung"
    elif tail.endswith("ian"):
        tail = tail[:-2] + "en"
    elif tail.endswith("ie"):
        tail += "h"
    elif tail == "uo" and head:
        tail = "o"
    elif tail == "e" and head:
        tail = "o" if head == "k" else "e"
    return head + tail


@cache
def _from_wade() -> dict[str, tuple[str, ...]]:
    read: dict[str, list[str]] = {}
    for syllable in sorted(SYLLABLES):
        read.setdefault(wade(syllable), []).append(syllable)
    return {written: tuple(spoken) for written, spoken in read.items()}


@cache
def loose(syllable: str) -> str:
    """A syllable as the ear takes it: zh as z, ng as n."""
    for sharp, flat in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(sharp):
            syllable = flat + syllable[2:]
    return syllable[:-1] if syllable.endswith("ng") else syllable


def pairs(spoken: tuple[str, ...]) -> set[str]:
    """Each two syllables that follow one another."""
    return {f"{loose(one)}'{loose(two)}" for one, two in pairwise(spoken)}


def typed_pairs(words: tuple[str, ...]) -> set[str]:
    """The pairs of syllables that Latin letters may stand for, wherever their spaces are."""
    found = _pinyin_pairs("".join(words)[:LONGEST_WORD])
    read = _from_wade()
    known = [read.get(word, ()) + ((word,) if word in SYLLABLES else ()) for word in words]
    for one, two in pairwise(known):
        found |= {f"{loose(left)}'{loose(right)}" for left, right in product(one, two)}
    for word in words:
        for at in range(2, len(word) - 1):
            found |= {
                f"{loose(left)}'{loose(right)}"
                for left, right in product(read.get(word[:at], ()), read.get(word[at:], ()))
            }
    return found


def _pinyin_pairs(letters: str) -> set[str]:
    size = len(letters)
    begins = [True] + [False] * size
    for at in range(size):
        if begins[at]:
            for end in range(at + 1, min(at + 6, size) + 1):
                begins[end] = begins[end] or letters[at:end] in SYLLABLES
    found: set[str] = set()
    for at in range(1, size):
        if not begins[at]:
            continue
        left = [letters[a:at] for a in range(max(0, at - 6), at) if begins[a] and letters[a:at] in SYLLABLES]
        right = [letters[at:b] for b in range(at + 1, min(at + 6, size) + 1) if letters[at:b] in SYLLABLES]
        found |= {f"{loose(one)}'{loose(two)}" for one, two in product(left, right)}
    return found
