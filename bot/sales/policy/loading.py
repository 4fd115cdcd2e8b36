"""Reading the policy: the shipped file, the company's own over it, and every fault of it at once."""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any, TypeGuard

from pydantic import ValidationError

from bot.sales.policy.faults import Fault, Finding, Path, PolicyFaults, from_pydantic
from bot.sales.policy.lines import key_lines, line_of
from bot.sales.policy.model import Policy
from bot.sales.policy.references import findings

LARGEST = 1_000_000
FIXED = frozenset({"stages", "tiers", "follow_up_kinds"})
Table = dict[str, Any]
Places = dict[Path, Path]


def load_policy(path: FilePath | None = None) -> Policy:
    """The shipped policy, under the company's own file if there is one; PolicyFaults names all faults."""
    shipped = tomllib.loads(files("bot.sales").joinpath("policy.toml").read_text(encoding="utf-8"))
    if path is None:
        return Policy.model_validate(_frozen(shipped))
    text = _read(path)
    own = _parse(text, path)
    faults = _uncoded(own)
    places: Places = {}
    merged = _merged(shipped, own, (), places)
    policy, found = _validated(merged, shipped)
    faults += found
    if faults or policy is None:
        lines = key_lines(text)
        raise PolicyFaults({_located(finding, places, lines, merged, str(path)) for finding in faults})
    return policy


def check_policy(path: FilePath | None = None) -> tuple[Fault, ...]:
    """Every fault of a company's policy file; none when it can be used."""
    try:
        load_policy(path)
    except PolicyFaults as refused:
        return refused.faults
    return ()


def _read(path: FilePath) -> str:
    def refuse(code: Any, wrong: str, instead: str) -> PolicyFaults:
        return PolicyFaults([Fault(str(path), 0, "", code, wrong, instead=instead)])

    try:
        if path.stat().st_size > LARGEST:
            raise refuse("too_large", "is larger than 1 MB", "only what differs from the shipped policy")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise refuse(
            "unreadable", error.strerror or "cannot be read", "the path of a readable file"
        ) from error
    except UnicodeDecodeError as error:
        raise refuse("unreadable", "is not UTF-8", "save it as UTF-8") from error


def _parse(text: str, path: FilePath) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise PolicyFaults([Fault(str(path), line, "", "bad_toml", str(error))]) from error
    except RecursionError as error:
        raise PolicyFaults([Fault(str(path), 0, "", "bad_toml", "is nested too deeply")]) from error


def _validated(merged: Table, shipped: Table) -> tuple[Policy | None, list[Finding]]:
    try:
        policy = Policy.model_validate(_frozen(merged))
    except ValidationError as error:
        details = error.errors(include_url=False)
        inner = {detail["loc"][:end] for detail in details for end in range(1, len(detail["loc"]))}
        found = [from_pydantic(detail, Policy) for detail in details if detail["loc"] not in inner]
        return None, found + _beyond(merged, shipped, [detail["loc"] for detail in details])
    return policy, list(findings(policy))


def _beyond(merged: Table, shipped: Table, wrong: list[Path]) -> list[Finding]:
    """What is wrong between the parts once the wrong values are put back to the shipped ones, or left out."""
    mended = deepcopy(merged)
    for place in wrong:
        path = _mendable(place, merged)
        row, known = _inside(mended, path[:-1]), _inside(shipped, _by_code(path[:-1], merged))
        if isinstance(row, dict) and isinstance(known, dict) and path[-1] in known:
            row[path[-1]] = known[path[-1]]
        elif isinstance(row, dict):
            row.pop(path[-1], None)
    try:
        return list(findings(Policy.model_validate(_frozen(mended))))
    except ValidationError:
        return []


def _mendable(path: Path, merged: Table) -> Path:
    """The key to mend for a fault there: lists are mended whole, coded rows key by key."""
    for end, part in enumerate(path):
        if isinstance(part, int) and not _is_coded(_inside(merged, path[:end])):
            return path[:end]
    return path


def _inside(value: Any, path: Path) -> Any:
    """What stands at a path; a row may be named by its place or its code; None for nothing."""
    for part in path:
        if isinstance(value, list) and isinstance(part, str):
            value = next((row for row in value if row.get("code", row.get("region")) == part), None)
        else:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
    return value


def _by_code(path: Path, merged: Table) -> Path:
    """The same path with rows named by their code, which other files share; a place in a plain list stays."""
    named: Path = ()
    for part in path:
        row = _inside(merged, (*named, part))
        code = row.get("code", row.get("region")) if isinstance(row, dict) and isinstance(part, int) else None
        named = (*named, code if isinstance(code, str) else part)
    return named


def _merged(shipped: Table, own: Table, at: Path, places: Places) -> Table:
    """Tables key by key, coded rows by code, all else replaced; `places` maps merged rows to own rows."""
    merged = dict(shipped)
    for key, value in own.items():
        base = shipped.get(key)
        if isinstance(base, dict) and isinstance(value, dict):
            merged[key] = _merged(base, value, (*at, key), places)
        elif _is_coded(base) and _is_rows(value):
            merged[key] = _merged_rows(base, value, (*at, key), places)
        else:
            merged[key] = value
    return merged


def _merged_rows(base: list[Table], own: list[Table], at: Path, places: Places) -> list[Table]:
    """Own rows over shipped ones of the same code; new ones go before a last row that takes the rest."""
    by = "region" if "region" in base[0] else "code"
    rows = {row[by]: dict(row) for row in base if by in row}
    new: dict[str, Table] = {}
    for row in own:
        code = row.get(by)
        if isinstance(code, str):
            target = rows if code in rows else new
            target[code] = _merged(target.get(code, {}), row, (), {})
    catch_all = list(rows)[-1:] if at in (("coverage",), ("pyramid",)) else []
    order = [code for code in rows if code not in catch_all] + list(new) + catch_all
    merged = [row for code in order if not (row := rows.get(code) or new[code]).get("off")]
    _note_places(merged, own, by, at, places)
    return merged


def _note_places(merged: list[Table], own: list[Table], by: str, at: Path, places: Places) -> None:
    for index, row in enumerate(merged):
        for own_index, own_row in enumerate(own):
            if own_row.get(by) == row[by]:
                places[(*at, index)] = (*at, own_index)


def _is_rows(value: Any) -> TypeGuard[list[Table]]:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _is_coded(value: Any) -> TypeGuard[list[Table]]:
    return _is_rows(value) and ("code" in value[0] or "region" in value[0])


def _uncoded(own: Table, at: Path = ()) -> list[Finding]:
    """Rows of lists without the code they are known by, and codes given twice in one file."""
    found: list[Finding] = []
    for key, value in own.items():
        here: Path = (*at, key)
        if isinstance(value, dict):
            found += _uncoded(value, here)
        elif _is_rows(value) and key != "steps":
            by = "region" if key == "calling_hours" else "code"
            codes = [row.get(by) for row in value]
            for index, code in enumerate(codes):
                if not isinstance(code, str):
                    found.append(
                        Finding(
                            (*here, index),
                            "missing",
                            f"a row without {by}",
                            instead=f'{by} = "..."',
                            own=True,
                        )
                    )
                elif key in FIXED and value[index].get("off"):
                    wrong = f"{code!r} cannot be dropped, accounts may have it"
                    found.append(Finding((*here, index, "off"), "not_allowed", wrong, own=True))
                elif code in codes[:index]:
                    found.append(
                        Finding((*here, index, by), "not_allowed", f"{code!r} stands twice", own=True)
                    )
    return found


def _located(finding: Finding, places: Places, lines: Mapping[Path, int], merged: Table, file: str) -> Fault:
    own = finding.path
    for end in range(len(own), 0, -1) if not finding.own else ():
        if own[:end] in places:
            own = places[own[:end]] + own[end:]
            break
    named = own if finding.own else _by_code(finding.path, merged)
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in named)
    line = line_of(own, lines)
    return Fault(file, line, key, finding.code, finding.wrong, finding.nearest, finding.instead)


def _frozen(value: Any) -> Any:
    """Lists as tuples all the way down, as the frozen models want them."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value
