"""The price list of one buyer on one day, found by SKU and by line without looking at all of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.sales.offers.values import Product


class Catalogue(Mapping[str, Product]):
    """Products by SKU, with each line at hand in the order of its SKUs."""

    __slots__ = ("_by_sku", "_lines")

    def __init__(self, products: Iterable[Product] = ()) -> None:
        self._by_sku = {each.sku: each for each in products}
        lines: dict[str, list[Product]] = {}
        for sku in sorted(self._by_sku):
            lines.setdefault(self._by_sku[sku].line, []).append(self._by_sku[sku])
        self._lines = {line: tuple(found) for line, found in lines.items()}

    def __getitem__(self, sku: str) -> Product:
        return self._by_sku[sku]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_sku)

    def __len__(self) -> int:
        return len(self._by_sku)

    def line(self, name: str) -> Sequence[Product]:
        """The products of a line, by SKU."""
        return self._lines.get(name, ())

    def lines(self) -> Iterable[str]:
        """Every line there is."""
        return self._lines


def catalogue_of(products: Mapping[str, Product]) -> Catalogue:
    """The same products with their lines at hand; a Catalogue as it is."""
    return products if isinstance(products, Catalogue) else Catalogue(products.values())
