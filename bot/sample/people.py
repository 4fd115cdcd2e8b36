"""The people of the sample company: two teams, their quotas and where they are reached."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from store.bulk import Book
from store.models import ChatAddress, Quota, Team, User

TEAMS = {  # region, zone, language, and the name where Chinese is read
    "Taipei": ("TW", "Asia/Taipei", "zh-TW", "台北"),
    "Shanghai": ("CN", "Asia/Shanghai", "zh-CN", "上海"),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """One colleague; `quota` is an amount a month and a count of qualified leads."""

    handle: str
    name: str
    role: str
    team: str
    extension: str
    title: str
    quota: tuple[int, int] = (0, 0)
    lead_roles: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()


STAFF = (
    Staff("amy", "許佩珊", "agent", "Taipei", "218", "內部銷售專員", (1_200_000, 4)),
    Staff("bella", "何雅婷", "agent", "Taipei", "219", "內部銷售專員", (1_200_000, 4)),
    Staff("wendy", "陈晓雯", "agent", "Shanghai", "418", "内部销售", (800_000, 3)),
    Staff("tim", "蔡宗翰", "field", "Taipei", "301", "客戶經理", (1_800_000, 0), ("tam", "kam"), ("taipei", "london")),
    Staff("dan", "王大同", "field", "Taipei", "302", "客戶經理", (1_500_000, 0), ("tam", "kam"),
          ("taichung", "kaohsiung")),
    Staff("leo", "刘志远", "field", "Shanghai", "401", "客户经理", (1_400_000, 0), ("tam", "kam"),
          ("shanghai", "shenzhen")),
    Staff("mia", "林淑芬", "manager", "Taipei", "100", "銷售主管"),
    Staff("hal", "吴建国", "manager", "Shanghai", "400", "销售主管"),
    Staff("max", "陳冠宇", "marketing", "Taipei", "110", "行銷企劃"),
    Staff("ada", "張國華", "admin", "Taipei", "101", "資訊管理員"),
)  # fmt: skip


def write(book: Book, now: datetime, language: str | None) -> dict[str, int]:
    """Everybody's number by handle; `language` overrules that of the teams."""
    teams = {
        team: book.add(Team, name=team if language == "en" else chinese, region=region, timezone=zone)
        for team, (region, zone, _, chinese) in TEAMS.items()
    }
    numbers: dict[str, int] = {}
    for one in STAFF:
        region, zone, spoken, _ = TEAMS[one.team]
        number = book.add(
            User,
            handle=one.handle,
            name=one.name,
            role=one.role,
            team_id=teams[one.team],
            title=one.title,
            email=f"{one.handle}@anhe.example",
            extension=one.extension,
            language=language or spoken,
            timezone=zone,
            region=region,
            lead_roles=list(one.lead_roles),
            territories=list(one.territories),
            praise_consent=one.handle != "bella",
        )
        numbers[one.handle] = number
        book.add(ChatAddress, platform="terminal", address=one.handle, user_id=number, linked_at=now)
        _quotas(book, number, one, now)
    return numbers


def _quotas(book: Book, number: int, one: Staff, now: datetime) -> None:
    """The quota of each of the last twelve months and of this one."""
    amount, count = one.quota
    if not amount:
        return
    for back in range(13):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        period = f"{year}-{month + 1:02d}"
        book.add(Quota, user_id=number, period=period, amount=Decimal(amount), currency="TWD", count=count)
