"""What `baton doctor` tells: something amiss, and its cure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and its cure; `bad` when Baton cannot work well with it."""

    what: str
    cure: str
    bad: bool = True
