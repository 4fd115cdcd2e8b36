"""A company's policy laid over the shipped one: tables key by key, rows by their code."""

from typing import Any, TypeGuard

from bot.sales.policy.faults import Path

Table = dict[str, Any]
Places = dict[Path, Path]


def merged_over(shipped: Table, own: Table, at: Path, places: Places) -> Table:
    """Tables key by key, coded rows by code, all else replaced; `places` maps merged rows to own rows.

    Rows that are off are left out; dispositions among them are kept as `retired`, for old calls.
    """
    merged = dict(shipped)
    for key, value in own.items():
        base = shipped.get(key)
        here: Path = (*at, key)
        if isinstance(base, dict) and isinstance(value, dict):
            merged[key] = merged_over(base, value, here, places)
        elif is_coded(base) and is_rows(value):
            rows = _merged_rows(base, value, here)
            merged[key] = [row for row in rows if row.get("off") is not True]
            _note_places(merged[key], value, here, places)
            if here == ("dispositions",):
                off = [row for row in rows if row.get("off") is True]
                merged["retired"] = [*shipped.get("retired", ()), *off]
        else:
            merged[key] = value
    return merged


def _merged_rows(base: list[Table], own: list[Table], at: Path) -> list[Table]:
    """Own rows over shipped ones of the same code. New ones come last, but before the level that takes the
    rest, and before all shipped rows of coverage, of which the first that fits wins.
    """
    by = code_key(base)
    rows = {row[by]: dict(row) for row in base}
    new: dict[str, Table] = {}
    for row in own:
        code = row.get(by)
        if isinstance(code, str):
            target = rows if code in rows else new
            target[code] = merged_over(target.get(code, {}), row, (), {})
    shipped = list(rows.values())
    if at == ("coverage",):
        return [*new.values(), *shipped]
    if at == ("pyramid",):
        return [*shipped[:-1], *new.values(), shipped[-1]]
    return [*shipped, *new.values()]


def _note_places(merged: list[Table], own: list[Table], at: Path, places: Places) -> None:
    by = code_key(merged) if is_coded(merged) else "code"
    for index, row in enumerate(merged):
        for own_index, own_row in enumerate(own):
            if own_row.get(by) == row[by]:
                places[(*at, index)] = (*at, own_index)


def is_rows(value: Any) -> TypeGuard[list[Table]]:
    """Whether it is a list of tables, [[such]] in TOML."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def is_coded(value: Any) -> TypeGuard[list[Table]]:
    """Whether it is a list of tables that are known by a code."""
    return is_rows(value) and all("code" in row or "region" in row for row in value)


def code_key(rows: list[Table]) -> str:
    """By which key the rows of a list are known: their code, or the region for calling hours."""
    return "region" if "region" in rows[0] else "code"
