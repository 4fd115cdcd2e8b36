"""The columns of each kind of list on its way out, in their order (names that headers.toml knows)."""

PHONES = ("phone.work", "phone.mobile", "phone.home", "phone.other")
ACCOUNT = (
    "external_id", "name", "short_name", "english_name", "tax_id", "tier", "stage", "industry", "territory", "country",
    "address", "employees", "revenue", "website", "parent", "owner", "manager", "specialists", "product_line",
    "competitor", "sales", "expected", "credit", "margin", "demonstration", "source", "campaign", "created_at",
    "phone.work",
)  # fmt: skip
CONTACT = (
    "external_id", "name", "account", "account_external_id", "account_tax_id", "title", "email", *PHONES, "language",
    "timezone", "style", "birthday", "personal_notes", "decides", "owner", "do_not_call", "source", "campaign",
    "created_at",
)  # fmt: skip
PRODUCT = (
    "sku", "name", "names.en", "names.zh-TW", "names.zh-CN", "line", "price", "currency", "valid_from", "valid_until",
    "active", "stocked", "consumable", "tiers", "regions", "warranty_months", "lifetime_months", "substitutes", "specs",
)  # fmt: skip
STOCK = ("sku", "region", "quantity", "restock_on")
ORDER = (
    "number", "ordered_at", "status", "account", "account_external_id", "account_tax_id", "contact", "email", "user",
    "sku", "quantity", "unit_price", "currency", "warranty_until", "contract_until",
)  # fmt: skip
PROMOTION = (
    "code", "names.en", "names.zh-TW", "names.zh-CN", "sku", "line", "percent", "price", "currency", "valid_from",
    "valid_until", "tiers", "regions",
)  # fmt: skip
CALL = (
    "external_id", "at", "contact", "contact_external_id", "account", "account_external_id", "email", "phone", "user",
    "direction", "reason", "disposition", "minutes", "wait_seconds", "abandoned", "note", "amount", "currency",
    "source", "campaign",
)  # fmt: skip
FOLLOW_UP = (
    "external_id", "due", "kind", "contact", "contact_external_id", "account", "account_external_id", "email", "phone",
    "owner", "reason", "note", "state", "campaign", "created_at",
)  # fmt: skip
DEAL = (
    "external_id", "name", "account", "account_external_id", "account_tax_id", "contact", "email", "owner", "given_by",
    "product", "stage", "amount", "currency", "probability", "commit", "opened_at", "close_on", "closed_at",
    "lost_reason", "source", "campaign",
)  # fmt: skip
USER = (
    "external_id", "handle", "name", "role", "team", "title", "email", "extension", "language", "timezone", "region",
    "territories", "industries", "lines", "capacity", "active", "quota_period", "quota_amount", "quota_count",
    "currency",
)  # fmt: skip
