"""The catalogue of the sample company: what it sells, at which price, what is on the shelf, what is on offer."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from store.bulk import Book
from store.models import Price, Product, Promotion, Stock


@dataclass(frozen=True, slots=True)
class Good:
    """One product; `stock` None: never runs out; `restock` in days from today; warranty and life in months."""

    sku: str
    line: str
    names: tuple[str, str, str]
    price: int
    stock: int | None
    warranty: int | None = None
    life: int | None = None
    restock: int | None = None
    substitutes: tuple[str, ...] = ()
    specs: dict[str, str] = field(default_factory=dict)


def _computer(screen: str, cores: int, ram: int, disk: int, kind: str = "ssd") -> dict[str, str]:
    size = {"screen": screen} if screen else {}
    return {**size, "cores": str(cores), "ram_gb": str(ram), "disk_gb": str(disk), "disk": kind}


GOODS = (
    Good("NB-14i5", "notebook", ("14-inch notebook i5", "14 吋筆電 i5", "14 英寸笔记本 i5"), 28_900, 0, 12, 48, 16,
         ("NB-14r5",), _computer("14", 6, 16, 512)),
    Good("NB-14r5", "notebook", ("14-inch notebook R5", "14 吋筆電 R5", "14 英寸笔记本 R5"), 27_500, 14, 12, 48, None,
         ("NB-14i5",), _computer("14", 6, 16, 512, "nvme")),
    Good("NB-13u", "notebook", ("13-inch light notebook", "13 吋輕薄筆電", "13 英寸轻薄本"), 36_900, 22, 24, 48, None,
         ("NB-14r5",), _computer("13", 8, 16, 1024, "nvme")),
    Good("NB-16w", "notebook", ("16-inch workstation", "16 吋行動工作站", "16 英寸移动工作站"), 62_000, 6, 36, 48, None,
         (), _computer("16", 14, 32, 1024, "nvme")),
    Good("DT-5", "desktop", ("Office desktop 5", "商用桌機 5", "商用台式机 5"), 21_500, 48, 36, 60, None, ("DT-7",),
         _computer("", 6, 16, 512)),
    Good("DT-7", "desktop", ("Office desktop 7", "商用桌機 7", "商用台式机 7"), 29_800, 31, 36, 60, None, ("DT-5",),
         _computer("", 8, 32, 1024)),
    Good("DT-M", "desktop", ("Mini desktop", "迷你桌機", "迷你台式机"), 16_900, 0, 12, 60, 9, ("DT-5",),
         _computer("", 4, 8, 256)),
    Good("MN-24", "monitor", ("24-inch monitor", "24 吋螢幕", "24 英寸显示器"), 4_200, 120, 36, 72, None, ("MN-27",)),
    Good("MN-27", "monitor", ("27-inch monitor", "27 吋螢幕", "27 英寸显示器"), 6_900, 64, 36, 72, None, ("MN-24",)),
    Good("MN-34", "monitor", ("34-inch curved monitor", "34 吋曲面螢幕", "34 英寸曲面显示器"), 15_800, 0, 36, 72, 23,
         ("MN-27",)),
    Good("SV-1U", "server", ("Rack server 1U", "1U 機架伺服器", "1U 机架服务器"), 89_000, 5, 36, 60, None, ("SV-2U",)),
    Good("SV-2U", "server", ("Rack server 2U", "2U 機架伺服器", "2U 机架服务器"), 168_000, 3, 36, 60, None, ("SV-1U",)),
    Good("NAS-4", "storage", ("Four-bay storage", "四層網路儲存", "四盘位网络存储"), 32_000, 9, 36, 60),
    Good("UP-1K", "ups", ("UPS 1 kVA", "不斷電系統 1 kVA", "UPS 电源 1 kVA"), 6_800, 26, 24, 48, None, ("UP-3K",)),
    Good("UP-3K", "ups", ("UPS 3 kVA", "不斷電系統 3 kVA", "UPS 电源 3 kVA"), 24_500, 7, 24, 48),
    Good("PR-L1", "printer", ("Mono laser printer", "黑白雷射印表機", "黑白激光打印机"), 7_900, 18, 12, 48, None,
         ("PR-C2",)),
    Good("PR-C2", "printer", ("Colour laser printer", "彩色雷射印表機", "彩色激光打印机"), 15_900, 11, 12, 48),
    Good("TN-L1", "toner", ("Toner for mono laser", "黑白碳粉匣", "黑白硒鼓"), 1_950, 210),
    Good("TN-C2", "toner", ("Toner set, four colours", "四色碳粉組", "四色硒鼓套装"), 6_400, 44),
    Good("DK-24", "accessory", ("Dock 24", "擴充座 24", "扩展坞 24"), 3_600, 40, 12, 60),
    Good("BG-14", "accessory", ("Notebook bag", "筆電包", "笔记本包"), 890, 150),
    Good("WR-3Y", "warranty", ("Extended warranty, three years", "三年到府保固", "三年上门质保"), 2_900, None),
    Good("WR-5Y", "warranty", ("Extended warranty, five years", "五年到府保固", "五年上门质保"), 5_200, None),
    Good("SP-1", "support", ("Support plan, one year", "一年維護合約", "一年维保服务"), 18_000, None),
    Good("SP-3", "support", ("Support plan, three years", "三年維護合約", "三年维保服务"), 48_000, None),
)  # fmt: skip

CONTRACT_MONTHS = {"SP-1": 12, "SP-3": 36}


def write(book: Book, today: date) -> dict[str, int]:
    """Every product with its price and stock, and the promotions of this month; numbers by SKU."""
    numbers = {good.sku: _product(book, good, today) for good in GOODS}
    first = today.replace(day=1)
    last = today.replace(day=monthrange(today.year, today.month)[1])
    offers: tuple[tuple[str, str, int, list[str], tuple[str, str, str]], ...] = (
        ("WARRANTY10", "warranty", 10, [], ("Warranty month", "保固月", "质保月")),
        (
            "TONER5",
            "toner",
            5,
            ["smb", "soho"],
            ("Toner for small firms", "小企業碳粉優惠", "小企业硒鼓优惠"),
        ),
    )
    for code, line, percent, tiers, names in offers:
        book.add(
            Promotion,
            code=code,
            names=_named(names),
            line=line,
            percent=Decimal(percent),
            valid_from=first,
            valid_until=last,
            tiers=tiers,
        )
    return numbers


def _product(book: Book, good: Good, today: date) -> int:
    number = book.add(
        Product,
        sku=good.sku,
        name=good.names[0],
        names=_named(good.names),
        line=good.line,
        stocked=good.stock is not None,
        consumable=good.line == "toner",
        warranty_months=good.warranty,
        lifetime_months=good.life,
        substitutes=list(good.substitutes),
        specs=good.specs,
    )
    book.add(Price, product_id=number, amount=Decimal(good.price), currency="TWD")
    if good.stock is not None:
        restock = today + timedelta(days=good.restock) if good.restock else None
        book.add(Stock, product_id=number, quantity=good.stock, restock_on=restock)
    return number


def _named(names: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("en", "zh-TW", "zh-CN"), names, strict=True))
