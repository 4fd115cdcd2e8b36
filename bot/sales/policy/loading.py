"""Reading the policy: the shipped file, the company's own over it, and every fault of it at once."""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from bot.sales.policy.faults import Fault, Finding, Path, PolicyFaults, from_pydantic
from bot.sales.policy.lines import key_lines, line_of
from bot.sales.policy.merging import Places, Table, code_key, is_coded, is_rows, merged_over
from bot.sales.policy.model import Policy
from bot.sales.policy.references import findings

LARGEST = 1_000_000
FIXED = frozenset({"stages", "tiers", "follow_up_kinds"})


def load_policy(path: FilePath | None = None) -> Policy:
    """The shipped policy, under the company's own file if there is one; PolicyFaults names all faults."""
    shipped = tomllib.loads(files("bot.sales").joinpath("policy.toml").read_text(encoding="utf-8"))
    if path is None:
        return Policy.model_validate(_frozen(shipped), strict=True)
    text = _read(path)
    own = _parse(text, path)
    faults = _uncoded(own, shipped)
    places: Places = {}
    merged = merged_over(shipped, own, (), places)
    policy, found = _validated(merged, shipped)
    faults += found
    if faults or policy is None:
        lines = key_lines(text)
        located = (
            _located(finding, places, lines, own if finding.own else merged, str(path)) for finding in faults
        )
        raise PolicyFaults(set(located))
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
        policy = Policy.model_validate(_frozen(merged), strict=True)
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
        return list(findings(Policy.model_validate(_frozen(mended), strict=True)))
    except ValidationError:
        return []


def _mendable(path: Path, merged: Table) -> Path:
    """The key to mend for a fault there: lists are mended whole, coded rows key by key."""
    for end, part in enumerate(path):
        if isinstance(part, int) and not is_coded(_inside(merged, path[:end])):
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


def _uncoded(own: Table, shipped: Table, at: Path = ()) -> list[Finding]:
    """Rows of lists without the code they are known by, and codes given twice in one file."""
    found: list[Finding] = []
    for key, value in own.items():
        here: Path = (*at, key)
        known = shipped.get(key)
        if isinstance(value, dict) and isinstance(known, dict):
            found += _uncoded(value, known, here)
        elif is_rows(value) and is_coded(known):
            by = code_key(known)
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
                elif key in FIXED and value[index].get("off") is True:
                    wrong = f"{code!r} cannot be dropped, accounts may have it"
                    found.append(Finding((*here, index, "off"), "not_allowed", wrong, own=True))
                elif code in codes[:index]:
                    found.append(
                        Finding((*here, index, by), "not_allowed", f"{code!r} stands twice", own=True)
                    )
    return found


def _located(finding: Finding, places: Places, lines: Mapping[Path, int], table: Table, file: str) -> Fault:
    own = finding.path
    for end in range(len(own), 0, -1) if not finding.own else ():
        if own[:end] in places:
            own = places[own[:end]] + own[end:]
            break
    named = _by_code(finding.path, table)
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
