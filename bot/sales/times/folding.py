"""One way of writing for what people type in many: same length, so that places in the text stay true."""

_TRADITIONAL = (
    "兒聖誕農曆連歷遞東書們倫辦華喫噸場塊復敵數舊顯棟歐氣沒潤遊熱碼積籤紐續螢補裝覽討"
    "議記許訪識該詳請資較裏鍾顧預顆額夠閒彙傳"
    "點鐘後週個兩禮這號幾過開會時間內從產業頭飯節歲總質遲儘櫃樓館廠線機電車員倉門談講話聯絡見給無晝國聽寫"
    "買賣說試約訂單簽驗貨發來報價億萬張條組層隻檯臺讓漲減賺險擇選項問題緣結論優異處歸納應擬還認確鬧剛裡隨麼樣長遠緊鬆輕強貴寬"
    "關聲進邊對難為實當動種務區備紹廳營歡慮饋輛雙級終於據將"
)
_SIMPLIFIED = (
    "儿圣诞农历连历递东书们伦办华吃吨场块复敌数旧显栋欧气没润游热码积签纽续萤补装览讨"
    "议记许访识该详请资较里钟顾预颗额够闲汇传"
    "点钟后周个两礼这号几过开会时间内从产业头饭节岁总质迟尽柜楼馆厂线机电车员仓门谈讲话联络见给无昼国听写"
    "买卖说试约订单签验货发来报价亿万张条组层只台台让涨减赚险择选项问题缘结论优异处归纳应拟还认确闹刚里随么样长远紧松轻强贵宽"
    "关声进边对难为实当动种务区备绍厅营欢虑馈辆双级终于据将"
)
_SIGNS = {
    "\u3000": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
    "–": "-", "—": "-", "―": "-", "−": "-", "‐": "-", "‑": "-", "〜": "~", "∼": "~",
    "’": "'", "‘": "'", "︰": ":", "∶": ":", "【": "(", "】": ")", "○": "〇", "〔": "(", "〕": ")",
}  # fmt: skip
_TABLE = (
    {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
    | {ord(a): ord(b) for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    | {ord(a): ord(b) for a, b in _SIGNS.items()}
    | {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
    | {full: full - 0xFEE0 + 32 for full in range(0xFF21, 0xFF3B)}
)


def fold(text: str) -> str:
    """The text in small ASCII letters and simplified characters, code point by code point."""
    return text.translate(_TABLE)
