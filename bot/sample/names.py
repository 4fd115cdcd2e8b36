"""Names and titles of invented people, in three languages."""

SURNAMES = {
    "zh-TW": tuple("陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊江呂何羅高蕭"),
    "zh-CN": tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"),
    "en": ("Ashdown", "Barlow", "Carrick", "Denholm", "Ellery", "Farrow", "Garland", "Hartnell", "Ives", "Kerr",
           "Lomax", "Merrow", "Norbury", "Okafor", "Patel", "Rowntree", "Sethi", "Thackery"),
}  # fmt: skip
GIVEN = {
    "zh-TW": ("志明", "淑惠", "家豪", "怡萱", "俊宏", "雅琪", "冠廷", "佩君", "宗穎", "詩涵", "建良", "美玲", "柏翰",
              "欣怡", "承恩", "玉珍", "彥廷", "郁婷", "文傑", "秀蘭", "哲瑋", "靜宜", "信宏", "婉如", "明哲", "惠雯",
              "智凱", "筱涵", "國棟", "曉薇"),
    "zh-CN": ("建军", "晓燕", "志强", "丽娟", "浩然", "静怡", "伟明", "雨桐", "海涛", "思琪", "国平", "梦洁", "俊杰",
              "雪梅", "子轩", "佳慧", "文博", "春华", "宇航", "婷婷", "立新", "欣然", "永刚", "诗雨"),
    "en": ("Alison", "Ben", "Catherine", "Dev", "Eleanor", "Femi", "Grace", "Hugh", "Imogen", "Joel", "Kate", "Liam",
           "Miriam", "Nadia", "Owen", "Priya", "Rosa", "Simon"),
}  # fmt: skip

# title, mailbox, whether he decides: the first known at a firm, the next ones, and last the owner of a tiny firm
TITLES = {
    "zh-TW": (
        ("採購經理", "purchasing", False),
        ("資訊經理", "it", False),
        ("總務主任", "office", False),
        ("總經理", "gm", True),
        ("負責人", "hello", True),
    ),
    "zh-CN": (
        ("采购经理", "purchasing", False),
        ("信息主管", "it", False),
        ("行政主管", "office", False),
        ("总经理", "gm", True),
        ("负责人", "hello", True),
    ),
    "en": (
        ("Purchasing manager", "purchasing", False),
        ("IT manager", "it", False),
        ("Office manager", "office", False),
        ("Managing director", "md", True),
        ("Owner", "hello", True),
    ),
}
