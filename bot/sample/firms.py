"""The eighty firms of the sample, all invented: short name, English name, tier, trade, employees, stage."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm; `slug` is its part of web and mail addresses, which end in .example."""

    short: str
    english: str
    tier: str
    industry: str
    employees: int
    stage: str
    territory: str

    @property
    def slug(self) -> str:
        """The English name's first two words, as an address has them."""
        return "-".join(self.english.replace("&", " ").replace(".", "").casefold().split()[:2])


@dataclass(frozen=True, slots=True)
class Place:
    """A territory: region, zone, language, telephone style, legal form of a firm; numbers belong to nobody."""

    region: str
    zone: str
    language: str
    phone: str
    legal: str
    city: str


PLACES = {
    "taipei": Place("TW", "Asia/Taipei", "zh-TW", "02-1555 {:04d}", "{}股份有限公司", "台北市"),
    "taichung": Place("TW", "Asia/Taipei", "zh-TW", "04-1555 {:04d}", "{}股份有限公司", "台中市"),
    "kaohsiung": Place("TW", "Asia/Taipei", "zh-TW", "07-155 {:04d}", "{}股份有限公司", "高雄市"),
    "shanghai": Place("CN", "Asia/Shanghai", "zh-CN", "021-1555 {:04d}", "上海{}有限公司", "上海市"),
    "shenzhen": Place("CN", "Asia/Shanghai", "zh-CN", "0755-1555 {:04d}", "深圳市{}有限公司", "深圳市"),
    "london": Place("GB", "Europe/London", "en", "020 7946 {:04d}", "{}", "London"),
}

_TABLE = """
# taipei
青禾農產|Qinghe Farm Produce|smb|agriculture|40|suspect
宏昇包裝|Hongsheng Packaging|midmarket|packaging|420|prospect
晨光食品|Dawnlight Foods|enterprise|food|1800|user
恆峪控股|Hengyu Holdings|strategic|finance|5200|user
瀚擎光電|Hanqing Optics|strategic|electronics|3900|user
澄岳科技|Chengyue Technology|midmarket|electronics|260|user
云硯設計|Yunyan Design|soho|design|3|user
禾映文創|Heying Creative|smb|design|18|user
鼎曜電子|Dingyao Electronics|enterprise|electronics|900|user
拓榕軟體|Tuorong Software|midmarket|software|140|user
啟湛醫材|Qizhan Medical|midmarket|healthcare|210|opportunity
沐岑旅店|Mucen Hotels|smb|hospitality|75|user
霽川出版|Jichuan Press|smb|publishing|32|dormant
柏昱會計|Boyu Accounting|smb|services|24|user
凱旻貿易|Kaimin Trading|smb|trade|45|user
綠陌咖啡|Greenfield Lane Coffee|smb|food|60|customer
映澄影像|Yingcheng Studio|soho|design|2|prospect
昇洺汽車|Shengming Motors|midmarket|automotive|330|user
允晟工程|Yunsheng Engineering|enterprise|construction|740|opportunity
丰嵐茶業|Fenglan Tea|smb|food|28|user
歐珞服飾|Ouluo Apparel|smb|retail|85|prospect
聿誠法律|Yucheng Law|smb|services|36|user
暘谷教育|Yanggu Education|smb|education|52|customer
雋品印刷|Junpin Printing|smb|printing|41|user
渼舍裝修|Meishe Interiors|smb|construction|15|suspect
捷翊快遞|Jieyi Couriers|midmarket|logistics|180|user
祐盈保經|Youying Brokers|smb|finance|66|user
言果工作室|Yanguo Studio|soho|design|1|suspect
木羽烘焙|Muyu Bakery|soho|food|4|user
芮安診所|Ruian Clinic|smb|healthcare|19|lost
# taichung
岱鋒精機|Daifeng Machinery|enterprise|machinery|1100|user
鉅崴自動化|Juwei Automation|midmarket|machinery|290|user
沅鈦工具機|Yuantai Machine Tools|strategic|machinery|2600|user
樂穗食品|Lesui Foods|smb|food|70|user
展垣營造|Zhanyuan Construction|midmarket|construction|150|prospect
群曜塑膠|Qunyao Plastics|smb|chemicals|88|user
裕桐家具|Yutong Furniture|smb|furniture|54|dormant
亮岑眼鏡|Liangcen Optical|smb|retail|33|user
禾苑幼兒園|Heyuan Kindergarten|smb|education|22|customer
竣凱五金|Junkai Hardware|smb|trade|17|user
茂霖鞋業|Maolin Footwear|midmarket|textile|240|opportunity
森野民宿|Senye Lodge|soho|hospitality|3|suspect
宥辰牙醫|Youchen Dental|smb|healthcare|12|user
辰嶼工作室|Chenyu Studio|soho|software|2|user
# kaohsiung
港拓航運|Gangtuo Shipping|enterprise|logistics|860|user
鋐洋鋼構|Hongyang Steel|enterprise|construction|620|customer
南灣水產|Nanwan Seafood|smb|food|58|user
旭岬化工|Xujia Chemicals|enterprise|chemicals|1300|opportunity
埕舍設計|Chengshe Design|soho|design|2|prospect
高恩生技|Gaoen Biotech|midmarket|healthcare|130|user
瑞旂食品|Ruiqi Foods|smb|food|47|dormant
柴嶺旅行社|Chailing Travel|smb|hospitality|26|user
崴程車業|Weicheng Cycles|soho|automotive|4|lost
南曜綠能|Nanyao Energy|midmarket|energy|160|user
# shanghai
浦禾医药|Puhe Pharma|enterprise|healthcare|1500|user
澜驰物流|Lanchi Logistics|midmarket|logistics|350|user
云屿软件|Yunyu Software|midmarket|software|190|opportunity
申岑精密|Shencen Precision|enterprise|machinery|780|user
沪霖贸易|Hulin Trading|smb|trade|38|user
梧舟设计|Wuzhou Design|soho|design|3|user
恒澈环保|Hengche Environment|smb|energy|64|customer
锦桐酒店|Jintong Hotels|midmarket|hospitality|410|user
若谷咨询|Ruogu Consulting|smb|services|29|user
青梧教育|Qingwu Education|smb|education|55|prospect
鹿鸣餐饮|Luming Dining|smb|food|80|dormant
朗沐家居|Langmu Home|smb|furniture|46|user
# shenzhen
鹏屿电子|Pengyu Electronics|enterprise|electronics|1700|user
岭曜光电|Lingyao Photonics|strategic|electronics|3100|user
深垣智能|Shenyuan Intelligence|midmarket|electronics|220|user
蔚屿电商|Weiyu Commerce|smb|retail|72|user
粤澄模具|Yuecheng Moulds|smb|machinery|61|customer
云栈网络|Yunzhan Networks|smb|software|34|opportunity
前澜供应链|Qianlan Supply|midmarket|logistics|270|prospect
拓野无人机|Tuoye Drones|smb|electronics|27|suspect
# london
Calder Row|Calder Row Partners LLP|midmarket|services|120|user
Thistle Lane|Thistle Lane Foods Ltd.|smb|food|44|user
Northmoor Press|Northmoor Press Ltd.|smb|publishing|21|customer
Bexwell|Bexwell Logistics Ltd.|enterprise|logistics|560|opportunity
Fenwick Hill|Fenwick Hill Surgery Ltd.|smb|healthcare|16|prospect
Ada Quill|Ada Quill Studio Ltd.|soho|design|2|dormant
"""


def every() -> list[Firm]:
    """All eighty, in the order of the table."""
    firms: list[Firm] = []
    territory = ""
    for line in _TABLE.strip().splitlines():
        if line.startswith("#"):
            territory = line.removeprefix("#").strip()
            continue
        short, english, tier, industry, employees, stage = line.split("|")
        firms.append(Firm(short, english, tier, industry, int(employees), stage, territory))
    return firms
