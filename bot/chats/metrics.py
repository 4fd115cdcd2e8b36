"""Figures for Prometheus; labels name platforms and outcomes, never people."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
UPDATES = Counter(
    "baton_updates", "Updates taken from a chat platform.", ["platform", "outcome"], registry=REGISTRY
)
SECONDS = Histogram(
    "baton_update_seconds",
    "From taking an update to its commit.",
    ["platform"],
    registry=REGISTRY,
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 2.5),
)
MESSAGES = Counter(
    "baton_messages",
    "Tries to send a message, by how they ended.",
    ["platform", "outcome"],
    registry=REGISTRY,
)
TICKS = Counter("baton_ticks", "Rounds of the clock.", ["outcome"], registry=REGISTRY)
PENDING = Gauge("baton_messages_pending", "Messages that wait to be sent.", registry=REGISTRY)
LATE = Gauge("baton_due_late_seconds", "How late the oldest work is that is due.", registry=REGISTRY)


def text() -> bytes:
    """All figures in Prometheus' text format."""
    return generate_latest(REGISTRY)
