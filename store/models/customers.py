"""Accounts (companies) and contacts (people), their names, phones and do-not-call list."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Account(Row):
    """A company: one owner inside, one account manager in the field, one stage of the life cycle.

    One that was merged into another (`merged_into_id`) keeps its names and numbers and leads there.
    """

    __tablename__ = "account"
    __audit__ = "account"
    name: Mapped[str]
    short_name: Mapped[str | None]
    english_name: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(unique=True)
    tax_id: Mapped[str | None] = mapped_column(index=True)
    tier: Mapped[str]
    stage: Mapped[str] = mapped_column(default="suspect", index=True)
    stage_since: Mapped[datetime]
    industry: Mapped[str | None]
    territory: Mapped[str | None]
    region: Mapped[str]
    product_line: Mapped[str | None]
    employees: Mapped[int | None]
    revenue: Mapped[Decimal | None]
    website: Mapped[str | None]
    address: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    specialists: Mapped[list[str]] = mapped_column(default=list)
    sales: Mapped[Decimal | None]
    expected: Mapped[Decimal | None]
    credit: Mapped[int | None]
    margin: Mapped[Decimal | None]
    demonstration: Mapped[int | None]
    value: Mapped[int | None]
    value_confidence: Mapped[int | None]
    pyramid: Mapped[str | None]
    competitor: Mapped[str | None]
    source: Mapped[str | None]
    campaign: Mapped[str | None]
    nurture_until: Mapped[datetime | None]
    nurture_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class AccountName(Row):
    """Another name of a company: short, English, former."""

    __tablename__ = "account_name"
    __audit__ = "account_name"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]


class Contact(Row):
    """A person at a company (or on his own), with what a seller must know before dialling.

    One who was merged into another (`merged_into_id`) keeps his name and number and leads there.
    """

    __tablename__ = "contact"
    __audit__ = "contact"
    __table_args__ = (Index("ix_contact_owner_id_account_id", "owner_id", "account_id"),)
    name: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[str | None]
    email: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]
    timezone: Mapped[str | None]
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    style: Mapped[str | None]
    birthday: Mapped[date | None]
    personal_notes: Mapped[str | None]
    decides: Mapped[bool | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    do_not_call: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[str | None]
    recording_notice_at: Mapped[datetime | None]
    unworkable: Mapped[str | None]
    source: Mapped[str | None]
    campaign: Mapped[str | None]
    created_at: Mapped[datetime]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class ContactName(Row):
    """A name that a contact had before; he is found by it too."""

    __tablename__ = "contact_name"
    __audit__ = "contact_name"
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    name: Mapped[str]


class Phone(Row):
    """A number as typed and, where it could be understood, as E.164 with its extension."""

    __tablename__ = "phone"
    __audit__ = "phone"
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    e164: Mapped[str | None] = mapped_column(index=True)
    extension: Mapped[str | None]
    raw: Mapped[str]
    kind: Mapped[str] = mapped_column(default="work")


class DoNotCall(Row):
    """A number nobody may call; kept by keyed hash, so that it outlives the person's erasure."""

    __tablename__ = "do_not_call"
    number_hash: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    reason: Mapped[str | None]
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
