"""The ways through a script: who leads where, what is reached, how long the longest way is."""

from bot.scripts.model import Script, Step


def ways_on(step: Step) -> tuple[str, ...]:
    """The steps that may follow, in order of the answers; none at an end."""
    if step.end is not None:
        return ()
    targets = [answer.goto or step.goto for answer in step.answers]
    return tuple(dict.fromkeys(target for target in [*targets, step.goto] if target))


def reached(script: Script) -> frozenset[str]:
    """The ids of all steps that some way from the first one comes to."""
    known = {step.id: step for step in script.steps}
    seen: set[str] = set()
    waiting = [script.steps[0].id] if script.steps else []
    while waiting:
        at = waiting.pop()
        if at in known and at not in seen:
            seen.add(at)
            waiting.extend(ways_on(known[at]))
    return frozenset(seen)


def endless(script: Script) -> frozenset[str]:
    """The ids of the steps from which no end can be reached."""
    ending = {step.id for step in script.steps if step.end is not None}
    grown = True
    while grown:
        more = {step.id for step in script.steps if ending.intersection(ways_on(step))} - ending
        ending |= more
        grown = bool(more)
    return frozenset(step.id for step in script.steps) - ending


def remaining(script: Script, left_out: frozenset[str] = frozenset()) -> dict[str, int]:
    """For each step, how many steps the longest way to an end still has, itself counted.

    Ways back and steps that are left out count nothing.
    """
    known = {step.id: step for step in script.steps}
    lengths: dict[str, int] = {}

    def measure(at: str, above: frozenset[str]) -> int:
        if at not in lengths:
            here = above | {at}
            onward = [target for target in ways_on(known[at]) if target in known and target not in here]
            own = 0 if at in left_out else 1
            lengths[at] = own + max((measure(each, here) for each in onward), default=0)
        return lengths[at]

    for step in script.steps:
        measure(step.id, frozenset())
    return lengths
