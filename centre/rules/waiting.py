"""How long until a ticket is called, from how long the visits of the last hours took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor
from statistics import median

STEP = 5  # minutes: nobody knows it more exactly


class Outlook(StrEnum):
    """What can honestly be said."""

    SOON = "soon"  # a window that serves it is free
    MINUTES = "minutes"
    UNKNOWN = "unknown"  # too few visits in the last hours
    CLOSED = "closed"  # no window that serves it is staffed now


@dataclass(frozen=True)
class Estimate:
    """``low`` to ``high`` minutes; both 0 unless the outlook is ``MINUTES``."""

    outlook: Outlook
    low: int = 0
    high: int = 0


def estimate(
    *,
    purpose: int,
    ahead: Mapping[int, int],
    took: Mapping[int, Sequence[float]],
    windows: int,
    free: int,
    least: int,
) -> Estimate:
    """Estimate the wait of somebody who comes for ``purpose``.

    The work ahead, shared by the windows that serve the purpose: at short visits the wait is
    ``low``, at long ones ``high`` (``spread``), so the range widens when visits differ.

    :param ahead: people who are called before, by purpose (keys are keys of purposes).
    :param took: minutes that the visits of the last hours took, by purpose.
    :param windows: staffed windows that serve the purpose; ``free`` of them have nobody.
    :param least: visits that a purpose needs before they say something.
    """
    if windows <= 0:
        return Estimate(Outlook.CLOSED)
    people = {key: count for key, count in ahead.items() if count > 0}
    if sum(people.values()) < free:
        return Estimate(Outlook.SOON)
    needed = {*people, purpose}
    if any(len(took.get(key, ())) < max(least, 1) for key in needed):
        return Estimate(Outlook.UNKNOWN)
    spans = {key: spread(took[key]) for key in needed}
    # whoever is at a window now has, on average, half of a visit left
    rest = 0.0 if free else 0.5
    low = sum(count * spans[key][0] for key, count in people.items()) / windows
    high = sum(count * spans[key][1] for key, count in people.items()) / windows
    high += rest * spans[purpose][1]
    return Estimate(
        Outlook.MINUTES, floor(low / STEP) * STEP, max(STEP, ceil(round(high, 6) / STEP) * STEP)
    )


def spread(minutes: Sequence[float]) -> tuple[float, float]:
    """A short and a long typical visit: the medians of the lower and of the upper half.

    With an odd number the middle one belongs to both. ``minutes`` must not be empty.
    """
    ordered = sorted(minutes)
    half = (len(ordered) + 1) // 2
    return median(ordered[:half]), median(ordered[-half:])
