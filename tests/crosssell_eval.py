"""How well learnt associations find a held-out product: `python -m tests.crosssell_eval`.

Every basket of the last fifth (seeded shuffle) loses one product at a time; a hit is that product among
the three likeliest. The baseline always names the three most bought products not in the basket.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sales.crosssell import CrossSellRules, learn

GROCERIES = Path(__file__).parents[2] / "shared" / "data" / "groceries.csv"
TOP = 3


@dataclass(frozen=True, slots=True)
class Result:
    """Hit rates at three, the number of trials, and seconds to learn and per suggestion."""

    associations: float
    popularity: float
    trials: int
    learn_seconds: float
    each_seconds: float


def read_baskets(path: Path) -> list[frozenset[str]]:
    rows = path.read_text("utf-8").splitlines()
    return [frozenset(item.strip() for item in row.split(",") if item.strip()) for row in rows]


def evaluate(baskets: Sequence[frozenset[str]], seed: int = 7, trials: int | None = None) -> Result:
    shuffled = sorted(baskets, key=sorted)
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    cut = len(shuffled) * 4 // 5
    rules = CrossSellRules()
    began = time.perf_counter()
    learnt = learn(shuffled[:cut], rules)
    learnt_in = time.perf_counter() - began
    popular = sorted(learnt.counts, key=lambda sku: (-learnt.counts[sku], sku))
    held_out = [
        (basket - {sku}, sku) for basket in shuffled[cut:] if len(basket) > 1 for sku in sorted(basket)
    ]
    held_out = held_out[:trials]

    def likeliest(basket: frozenset[str]) -> list[str]:
        return [each.sku for each in learnt.likely(basket, rules)[:TOP]]

    def best_sellers(basket: frozenset[str]) -> list[str]:
        return [sku for sku in popular if sku not in basket][:TOP]

    began = time.perf_counter()
    ours = _hit_rate(held_out, likeliest)
    each = (time.perf_counter() - began) / max(1, len(held_out))
    return Result(ours, _hit_rate(held_out, best_sellers), len(held_out), learnt_in, each)


def _hit_rate(
    held_out: Sequence[tuple[frozenset[str], str]], suggest: Callable[[frozenset[str]], list[str]]
) -> float:
    return sum(sku in suggest(basket) for basket, sku in held_out) / max(1, len(held_out))


def main() -> int:
    if not GROCERIES.exists():
        sys.stderr.write("no ../shared/data/groceries.csv here: nothing to measure\n")
        return 1
    result = evaluate(read_baskets(GROCERIES))
    sys.stdout.write(
        f"hit rate@{TOP} over {result.trials} held-out products\n"
        f"  associations {result.associations:.4f}\n"
        f"  popularity   {result.popularity:.4f}\n"
        f"  ratio        {result.associations / result.popularity:.3f}\n"
        f"learnt in {result.learn_seconds * 1000:.0f} ms, {result.each_seconds * 1000:.2f} ms a suggestion\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
