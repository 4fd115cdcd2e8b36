"""`make accuracy`: how well lines and times are read on the held sets, and floors that may not be undercut.

The floors stand a little under what was measured, so that a change that reads worse fails.
"""

import sys

from tests import (
    accuracy_lines,
    accuracy_listed,
    accuracy_phrases,
    accuracy_search,
    accuracy_times,
    accuracy_typed,
)

LINES_WHOLE = {"en": 0.895, "zh_tw": 0.89, "zh_cn": 0.90}
INVENTED = {"en": 0, "zh_tw": 0, "zh_cn": 0}
SURE = {"who": 0.97, "products": 0.96, "do_not_call": 1.0}
FIELDS = {
    "en": SURE | {"disposition": 0.94, "minutes": 0.97, "direction": 0.99, "amount": 0.99, "note": 0.81, "follow_up": 0.98}
    | {"intel": 0.92, "budget": 0.99, "authority": 0.95, "need": 0.99, "timeline": 0.89, "promises": 0.92},
    "zh_tw": SURE | {"disposition": 0.94, "minutes": 0.99, "direction": 0.99, "amount": 0.91, "note": 0.87}
    | {"follow_up": 0.98, "intel": 0.99, "budget": 0.99, "authority": 0.95, "need": 0.90, "timeline": 0.98}
    | {"promises": 0.98},
    "zh_cn": SURE | {"disposition": 0.95, "minutes": 0.99, "direction": 0.99, "amount": 0.93, "note": 0.87}
    | {"follow_up": 0.98, "intel": 0.99, "budget": 0.99, "authority": 0.98, "need": 0.98, "timeline": 0.98}
    | {"promises": 0.98},
}  # fmt: skip
PHRASES_RIGHT = 0.97
TIMES_RIGHT = 0.98
TIMES_SILENT = 0.005


def main() -> int:
    """Print every figure; returns 1 when a floor is undercut, naming it."""
    accuracy_times.main()
    accuracy_lines.main()
    accuracy_phrases.main([])
    faults = [*_times(), *_lines(), *_phrases()]
    if accuracy_typed.main(["--every", "5"]):
        faults.append("lines typed without a command become drafts of the one they name")
    if accuracy_search.main(["--count", "10000", "--each", "40"]):
        faults.append("search: recall of names typed in other ways")
    if accuracy_listed.LISTED.exists() and accuracy_listed.main(["--every", "5"]):
        faults.append("search: listed companies by their names and numbers")
    for fault in faults:
        sys.stderr.write(fault + "\n")
    return 1 if faults else 0


def _times() -> list[str]:
    return [
        f"times {language}: right {found['accuracy']:.1%}, wrong silently {found['silent']:.1%}"
        for language, found in accuracy_times.measure("held").items()
        if found["accuracy"] < TIMES_RIGHT or found["silent"] > TIMES_SILENT
    ]


def _lines() -> list[str]:
    faults = []
    for language in accuracy_lines.LANGUAGES:
        found = accuracy_lines.measure("held", language)
        if found.whole < LINES_WHOLE[language] * found.lines:
            faults.append(f"lines {language}: {found.whole} of {found.lines} right")
        if found.invented_follow_ups > INVENTED[language]:
            faults.append(f"lines {language}: {found.invented_follow_ups} follow-ups invented")
        faults += [
            f"lines {language}: {name} {found.fields[name].f1:.3f}, the floor is {floor}"
            for name, floor in FIELDS[language].items()
            if found.fields[name].f1 < floor
        ]
    return faults


def _phrases() -> list[str]:
    faults = []
    for language in accuracy_lines.LANGUAGES:
        found = accuracy_phrases.measure(language)
        right, asked = sum(one.right for one in found.values()), sum(one.rows for one in found.values())
        if right < PHRASES_RIGHT * asked:
            faults.append(f"phrases {language}: {right} of {asked} right")
        faults += [f"phrases {language}: do not call: {line}" for line in found["do_not_call"].wrong]
    return faults


if __name__ == "__main__":
    sys.exit(main())
