"""People of the desk: agents with the managers and teams that a list only names beside them."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.imports.rows import UserRow
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Quota, Team, User

PLAIN = ("name", "external_id", "role", "title", "email", "extension", "language", "timezone", "region",
         "territories", "industries", "lines", "capacity", "active")  # fmt: skip


class UserKind:
    """How a list of people goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.current: dict[int, dict[str, Any]] | None = None
        self.quotas: dict[tuple[int, str], tuple[Ref, dict[str, Any]]] = {}

    def prepare(self, rows: Sequence[UserRow]) -> None:
        """Load everybody once: a desk has hundreds of people and not more."""
        if self.current is not None:
            return
        found = self.work.session.execute(select(User.__table__)).mappings()
        self.current = {row["id"]: dict(row) for row in found}
        quotas = self.work.session.execute(select(Quota.__table__)).mappings()
        self.quotas = {(row["user_id"], row["period"]): (Ref(row["id"]), dict(row)) for row in quotas}

    def take(self, row: UserRow) -> None:
        """Match one person, and add or change him, his team, his manager and his quota."""
        work = self.work
        team = self._team(row.team)
        if row.manager and work.users.find(row.manager) is None:
            work.tell(row.row, "import.manager-added", "manager", row.manager, apart=True, name=row.manager)
            self._add_user(row.manager, {"role": "manager", "team_id": team})
        ref = self._match(row)
        values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
        values |= {"team_id": team, "custom": dict(row.custom)}
        if ref is None:
            ref = work.add(User, row, row.name, self._fresh(row.name, row.handle, values))
            work.users.put(ref, work.drafts[ref.id]["handle"], row.email, row.external_id, row.name)
        else:
            current = (self.current or {}).get(ref.id) or work.drafts.get(ref.id)
            if current and not row.role_given:
                del values["role"]
            work.change(User, row, row.name, ref, values, current)
        self._quota(row, ref)

    def finish(self) -> None:
        """Nothing waits for the end of a list of people."""

    def _match(self, row: UserRow) -> Ref | None:
        users = self.work.users
        for key in (row.external_id, row.handle, row.email):
            if key and (found := users.exact.get(key.casefold())):
                return found
        return None if row.handle or row.email else users.find(row.name)

    def _team(self, name: str | None) -> Ref | None:
        if not name:
            return None
        teams, conventions = self.work.users.teams, self.work.settings.conventions
        if name not in teams:
            values = {"name": name, "region": conventions.region, "timezone": conventions.zone}
            teams[name] = self.work.beside("teams", Team, values)
        return teams[name]

    def _add_user(self, name: str, values: dict[str, Any]) -> None:
        fresh = self._fresh(name, None, values)
        ref = self.work.beside("users", User, fresh)
        self.work.users.put(ref, fresh["handle"], None, None, name)

    def _fresh(self, name: str, handle: str | None, values: dict[str, Any]) -> dict[str, Any]:
        conventions, policy = self.work.settings.conventions, self.work.settings.policy
        fresh = {
            "language": policy.company.language, "timezone": conventions.zone, "region": conventions.region,
            "active": True, "lead_roles": [], "territories": [], "industries": [], "lines": [], "custom": {},
            "praise_consent": False, "version": 1, "name": name,
        }  # fmt: skip
        said = {key: value for key, value in values.items() if value not in (None, ())}
        said = {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}
        email = str(values.get("email") or "")
        return fresh | said | {"handle": self._handle(handle or email.partition("@")[0] or name)}

    def _handle(self, text: str) -> str:
        """A free short name to be typed: anna.snelling, 王小明; numbered where it is taken."""
        base = re.sub(r"[^\w-]+", ".", text.casefold()).strip(".") or "user"
        handle, number = base, 1
        while handle in self.work.users.exact:
            number += 1
            handle = f"{base}{number}"
        return handle

    def _quota(self, row: UserRow, ref: Ref) -> None:
        if row.quota_amount is None:
            return
        period = row.quota_period or self.work.settings.now.strftime("%Y-%m")
        values = {"amount": row.quota_amount, "currency": row.currency, "count": row.quota_count}
        if known := self.quotas.get((ref.id, period)):
            self.work.set(Quota, known[0], values, known[1])
            return
        fresh = {"user_id": ref, "period": period, **values, "count": row.quota_count or 0}
        self.quotas[(ref.id, period)] = (self.work.writer.add(Quota, fresh), fresh)
