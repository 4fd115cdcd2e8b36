"""Names of mailboxes that several people share: one address of these tells nobody from his colleagues."""

SHARED_MAILBOXES = frozenset(
    {"info", "sales", "service", "contact", "admin", "office", "support", "hello", "mail", "hr", "purchase"}
)
