"""`make accuracy`: how well lines and times are read on the held sets, and floors that may not be undercut.

The floors stand a little under what was measured, so that a change that reads worse fails.
"""

import sys

from tests import accuracy_lines, accuracy_search, accuracy_times

LINES_WHOLE = 0.82
REFUSAL_F1 = 1.0
TIMES_RIGHT = 0.98
TIMES_SILENT = 0.005


def main() -> int:
    """Print every figure; returns 1 when a floor is undercut, naming it."""
    accuracy_times.main()
    accuracy_lines.main()
    faults = [*_times(), *_lines()]
    if accuracy_search.main(["--count", "10000", "--each", "40"]):
        faults.append("search: recall of names typed in other ways")
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
        if found.whole < LINES_WHOLE * found.lines:
            faults.append(f"lines {language}: {found.whole} of {found.lines} right")
        if found.fields["do_not_call"].f1 < REFUSAL_F1:
            faults.append(f"lines {language}: a do-not-call was missed or invented")
    return faults


if __name__ == "__main__":
    sys.exit(main())
