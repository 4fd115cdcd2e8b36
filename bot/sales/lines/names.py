"""Pieces of a line that can be the name of a person or a company."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.scene import Scene, Span, is_chinese

SURNAMES: Final = (
    "水柏窦洪赖常卓简柯翁詹蓝阮巫庄涂王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴"
    "贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿"
    "关兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻伊仝区郜海阚花帅屠豆朴盖廉禹井祖漆巴卿国狄平计索宣扈晁芮普阙浦戈伏鹿薄邸雍辜羊乌母裘亓修邰赫杭况宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅于居揭干尉冶斯束檀衣阴昝智幸奉植衡富尧闭"
)
_COMMON_SURNAMES: Final = frozenset(SURNAMES[:260])
_COMPOUND: Final = (
    "欧阳",
    "司马",
    "诸葛",
    "上官",
    "东方",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "司徒",
    "令狐",
    "慕容",
    "端木",
    "张简",
    "范姜",
)
_NOT_GIVEN: Final = frozenset(
    "说要想没不在的问很已会还又接讲聊有请叫都也回约下订了给是他她我你们和跟与找打就再先把被让对这那个台万千百块元点号周月日年半刻钟分"
    "觉认提约价，。"
)
_WORDS: Final = frozenset(
    "方便 方案 方式 方面 高兴 安排 安装 时间 时候 何时 何必 周末 周五 周一 周二 周三 周四 周六 周日 周年 周边 金额 金融 白天 白色 成本 成交 成功 "
    "单价 单子 文件 和他 于是 应该 应付 万一 任何 任务 关于 关机 连络 连续 史上 施工 温度 毛利 夏天 秋天 明天 明年 明早 明后 明确 元月 年底 席次 齐全 "
    "路上 强烈 康复 房东 解决 管理 管道 项目 容易 平常 平均 平板 黄金 程式 程序 许多 许可 余款 高层 高价 谢谢 简单 简讯 简报 曾经 向他 顾客 顾问 花费 "
    "费用 全部 全新 全额 相关 初步 门市 门口 来电 来了 来问 都没 都不 都有 普通 计划 计画 国外 国内 公司 公里 那边 那个 印表 印刷 利润 但是 但他 "
    "元件 信箱 信用 展示 展览 展会 智能 富士 由于 满意 满额 国定 原本 原来 原因 乐意 官网 官方 封面 储存 海外 花了 权限 强调 豆浆 支援 支持 "
    "支付 卫生 米色 查询 查一 查货 边缘 师傅 商量 商务 商机 荣幸 沙发 仓库 南部 南下 北部 班机 党部 景气 冷淡 冷门 宫庙 车程 车子 麦克 古早 卓越 "
    "司机 农历 农会 时程 时段 阳春 尤其 解释 解约 屈指 房子 蒲公 包含 包括 包装 宁可 宁愿 尚未 尚可 符合 舒服 纪录 童装 凌晨 毕竟 毕业 单位 单笔 "
    "季度 季底 成立 成长 成员 谷歌 盛大 曲面 蓝牙 路由 游戏 辛苦 管控 柴油 包月 华硕 安全 安静 安心 齐了 易用 乔好 伍佰 颜色 庄家 章程 鲁莽 "
    "申请 申诉 欧洲 关系 关心 焦点 左右 甘愿 祝福 武汉 莫名 孔位 向上 汤匙 文具 文书 牛肉 江南 石头 金库 金属 陆续 范围 范例 谭谭 沈默 任意 "
    "丁点 程度 苏打 杜绝 叶子 余额 于今 袁大 董事 田地 蔡司 萧条 曾有 曹操 韩国 韩元 冯京 邓白 许久 唐突 宋体 谢绝 谢了 梁柱 郑重 罗列 高度 "
    "高端 高阶 高铁 林林 何况 何处 郭外 胡说 朱红 马上 马达 孙子 徐徐 吴郭 赵州 黄页 杨桃 陈列 陈述 刘海 张数 张贴 李子 王牌 广告 万元 万台 "
    "别的 别家 平台 平安 安规 应收 应用 应酬 成品 成效 方向 方法 白板 石油 关注 关掉 全年 全公 全套 明细 明显 明示 相机 相信 相当 都在 来不 来得 "
    "那天 那时 时常 时机 商品 商城 商店 商会 支票 解答 解除 解冻 简化 简体 简介 项次 连线 连假 连锁 印象 印章 国庆 国际 信号 信任 信息 信件 展望 "
    "管线 通话 通知 游说 费率 单据 季末 季初 文案 文档 经理 总机 总部 主管 老板 客户 对方 助理 秘书 采购 会计 财务 同事 同行 小姐 先生 老师 老样 "
    "老客 老地 老问 老婆 老公 老旧 老大 老总 老机 老款 小孩 小问 小时 小心 小型 小公 小额 小批 阿姨 小企 老电 小店 小量 小组 小红 小程 老设 老厂 小老".split()
)
_COMPANY: Final = re.compile(
    r"(?:公司|企业|科技|实业|工业|电子|集团|农产|包装|食品|贸易|建设|生技|生物|精密|医院|大学|学校|银行|国际|商行|工作室|事务所|诊所|餐饮|物流|"
    r"资讯|信息|光电|半导体|机械|纺织|化工|营造|旅行社|饭店|酒店|中心|工厂|五金|塑胶|汽车|药局|药厂|传媒|文化|教育|幼儿园|农会|协会|基金会|电机|"
    r"水电|印刷|家具|服饰|百货|超市|保险|证券|投信|律师|会计师|建筑|设计|顾问|行销|通讯|网络|网路|软件|软体|材料|能源|环保|园艺|牙医|航运|货运|"
    r"制药|医疗|器材|仪器|钢铁|橡胶|造纸|玻璃|水泥|电力|电器|家电|家居|装饰|珠宝|钟表|眼镜|美容|健身|出版|影视|游戏|农场|牧场|茶行|米店|书店|"
    r"补习班|幼稚园|国小|国中|高中|公所|小学|中学|股份|有限)$"
)
_LATIN: Final = r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ'’.&-]*"
_TITLE_EN: Final = r"(?:mr|ms|mrs|miss|dr|prof|sir|madam)\.?"
_LATIN_NAME: Final = re.compile(rf"(?:{_TITLE_EN}\s+)?{_LATIN}(?:\s+{_LATIN}){{0,3}}", re.IGNORECASE)
_RUN: Final = re.compile(rf"[^\s{HIDDEN},;:!?，。；：！？、|()（）/\[\]「」“”\"<>→=~+*]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that may be the one who was talked to. `rank` 0 is surest."""

    span: Span
    rank: int


_PLACES: Final = re.compile(
    r"(?:台北|新北|桃园|新竹|苗栗|台中|彰化|云林|嘉义|台南|高雄|屏东|宜兰|花莲|台东|基隆|林口|内湖|南港|中坜|竹科|南科|中科|"
    r"北京|上海|广州|深圳|杭州|苏州|南京|成都|武汉|西安|天津|重庆|东莞|佛山|宁波|青岛|厦门|浦东|香港)(?:市|县|区|厂|分公司|那边)?的?$"
)
_TITLE_ONLY: Final = r"(?!总共|总计|总价|总额|总是|总部|总公司|总机|总结|总之|总体|总算|工厂|工作|工程(?!师)|工具|工人|工业|工会|董事会|哥伦|姐妹|采购部)"


@cache
def _patterns(title: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    compound = "|".join(_COMPOUND)
    given = "[㐀-鿿]"
    titled = re.compile(
        rf"(?:{compound}|[{SURNAMES}]|小|老|阿)(?:{given}{{1,2}}?)??{_TITLE_ONLY}(?:{title})|[A-Za-z]+\s?(?:{title})"
    )
    plain = re.compile(rf"(?:(?:{compound})|[{SURNAMES}])({given}{{1,2}})|(?:小|老|阿)[{SURNAMES}]|阿{given}")
    short = re.compile(rf"{given}(?:姐|哥|总|董|工|叔|姨|嫂|伯|师傅)(?!{given}*(?:价|厂|司))")
    return titled, plain, short


def chinese_names(scene: Scene, run: Span, title: str, opening: bool) -> Iterator[Candidate]:
    """Names inside one unbroken run: with a title, by surname, or a company by its kind."""
    titled, plain, short = _patterns(title)
    view = scene.view
    for start in _starts(scene, run, _ending(title)):
        if (match := titled.match(view, start, run.end)) and _no_word(view, start) and _given_fits(match[0]):
            yield Candidate(Span(*match.span()), 0)
        elif (found := _plain(scene, plain, start, run)) is not None:
            yield found
        elif opening and start == run.start and (match := short.match(view, start, run.end)):
            yield Candidate(Span(*match.span()), 1)
    if _COMPANY.search(view[slice(*run)]) and run.end - run.start <= 16:
        yield Candidate(run, 2)


@cache
def _ending(title: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{title})$|.(?:经理|总监|主任|主管|负责人|窗口|采购|客户)$")


def _given_fits(name: str) -> bool:
    return not any(char in _NOT_GIVEN for char in name[1:3]) or len(name) <= 3


def _starts(scene: Scene, run: Span, title: re.Pattern[str]) -> list[int]:
    starts = [run.start]
    for place in range(run.start + 1, min(run.end, run.start + 24)):
        if scene.words["who_before"].before(scene.view, place, place - run.start):
            starts.append(place)
        elif (
            scene.view[place - 1] == "的"
            or title.search(scene.view[run.start : place])
            or _ends_a_place(scene.view[run.start : place])
        ):
            starts.append(place)
    return starts


def _ends_a_place(words: str) -> bool:
    return bool(_COMPANY.search(words) or _PLACES.search(words))


def _plain(scene: Scene, pattern: re.Pattern[str], start: int, run: Span) -> Candidate | None:
    view = scene.view
    match = pattern.match(view, start, run.end)
    if match is None or not _no_word(view, start):
        return None
    given = match[1] or ""
    for length in range(len(given), -1, -1):
        end = match.end() - len(given) + length
        alone = match.end() == run.end and start == run.start and length == len(given)
        odd = given[length - 1 : length] if alone else given[:length]
        if given and (not length or any(char in _NOT_GIVEN for char in odd)):
            continue
        if _fits(scene, end, run):
            common = view[start] in _COMMON_SURNAMES or view[start] in "小老阿"
            return Candidate(Span(start, end), 1 if common and end - start > 1 else 3)
    return None


def _no_word(view: str, start: int) -> bool:
    return view[start : start + 2] not in _WORDS


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


def latin_name(scene: Scene, run: Span, common: frozenset[str], cued: bool) -> Candidate | None:
    """A name in Latin letters that begins with this run: one to three words, with capitals or after a cue."""
    text, at = scene.text, scene.in_text(run).start
    match = _LATIN_NAME.match(text, at)
    if match is None:
        return None
    words: list[re.Match[str]] = []
    hidden = scene.view
    for word in re.finditer(_LATIN, match[0]):
        place = run.start + word.start()
        if HIDDEN in hidden[place : place + len(word[0])] or not _goes_on(word[0], words, common, cued):
            break
        words.append(word)
        if len(words) == 3 and not re.fullmatch(_TITLE_EN, words[0][0], re.IGNORECASE):
            break
    while words and words[-1][0].lower().strip(".'’") in common and len(words) > 2:
        words.pop()
    if not words or re.fullmatch(_TITLE_EN, words[-1][0], re.IGNORECASE):
        return None
    end = run.start + words[-1].end()
    end -= len(words[-1][0]) - len(re.sub(r"(?:['’]s|[.'’&-]+)$", "", words[-1][0]))
    capital = words[0][0][0].isupper()
    return Candidate(Span(run.start, end), 1 if capital else 2)


def _goes_on(word: str, before: list[re.Match[str]], common: frozenset[str], cued: bool) -> bool:
    lower = re.sub(r"['’]s$", "", word).lower().strip(".'’-&")
    if re.fullmatch(_TITLE_EN, lower):
        return not before
    if any(char.isdigit() for char in word) or re.split("['’]", lower)[0] in _CONTRACTED:
        return False
    capital = word[0].isupper() and (not word.isupper() or len(word) > 3 or lower not in common)
    if before and re.fullmatch(_TITLE_EN, before[0][0], re.IGNORECASE) and len(before) == 1:
        return True
    if before and before[0][0][0].isupper():
        return capital and (lower not in _NEVER_NAMES or (len(before) == 1 and not word.isupper()))
    if before:
        return lower not in common
    return lower not in common or (capital and lower not in _NEVER_NAMES)


_NEVER_NAMES: Final = frozenset(
    "hi hello hey told ask spoken talking speaking chatted schedule book set meet check please prefers thinks loves hates i he she they we it no not yes ok called spoke talked left rang tried got met emailed phoned wants needs said says the a an "
    "and but for with about on in at to from by of is was has will would quote quoted call vm voicemail po bant hq ceo cfo cto "
    "coo vp gm it monday tuesday wednesday thursday friday saturday sunday feb mar apr jul aug sep sept oct nov dec "
    "january february september october november december tomorrow today next this that these "
    "budget price pricing order deal note inbound outbound incoming follow following busy line wrong number complaint service "
    "his her their my our who why what when where also then still just very long short quick good bad great new old re fyi asap "
    "qualified meeting meet visit demo email send sent please pls thanks dnc remove stop don't do does did can can't could "
    "no-one nobody someone anyone everybody everyone reception receptionist secretary assistant gatekeeper customer client "
    "need want wanted asked asking complained angry upset placed ordered bought closed signed sold interested looking usd twd "
    "ntd rmb cny nt us eu uk eur gbp q1 q2 q3 q4 am pm min mins hr hrs mon tue tues wed thu thur thurs fri sat sun promised "
    "market weather quiet team everything nothing something total sure maybe perhaps competitor decision check checking "
    "decides waiting happy unhappy reached reach hung up answered answer picked mail message msg log logged after before".split()
)


_CONTRACTED: Final = frozenset("i he she they we it you that there don doesn didn won isn wasn can couldn wouldn".split())


def common_words(vocabulary: frozenset[str]) -> frozenset[str]:
    """Words that are no names when written small."""
    return vocabulary | _NEVER_NAMES
