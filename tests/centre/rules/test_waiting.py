"""The estimate: honest without data, never better with more people, never worse with a window."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.rules import Estimate, Outlook, estimate
from centre.rules.waiting import spread

A, B = 1, 2


def ask(**values: Any) -> Estimate:
    facts: dict[str, Any] = {
        "purpose": A,
        "ahead": {A: 3},
        "took": {A: [10, 10, 10], B: [20, 30, 40]},
        "windows": 1,
        "free": 0,
        "least": 3,
    }
    return estimate(**{**facts, **values})


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, Estimate(Outlook.MINUTES, 30, 35)),  # three visits of ten, and half of one going on
        ({"windows": 3}, Estimate(Outlook.MINUTES, 10, 15)),
        ({"ahead": {}}, Estimate(Outlook.MINUTES, 0, 5)),
        ({"ahead": {A: 1, B: 1}}, Estimate(Outlook.MINUTES, 35, 50)),
        ({"windows": 0}, Estimate(Outlook.CLOSED)),
        ({"ahead": {A: 1}, "windows": 2, "free": 2}, Estimate(Outlook.SOON)),
        ({"ahead": {A: 2}, "windows": 2, "free": 2}, Estimate(Outlook.MINUTES, 10, 10)),
        ({"took": {A: [10, 10]}}, Estimate(Outlook.UNKNOWN)),
        ({"took": {}}, Estimate(Outlook.UNKNOWN)),
        ({"ahead": {B: 1}, "took": {A: [9, 9, 9]}}, Estimate(Outlook.UNKNOWN)),
        ({"took": {}, "ahead": {}, "least": 0}, Estimate(Outlook.UNKNOWN)),
    ],
)
def test_estimates(values: dict[str, Any], wanted: Estimate) -> None:
    assert ask(**values) == wanted


def test_a_spread_is_the_medians_of_both_halves() -> None:
    assert spread([5]) == (5, 5)
    assert spread([40, 10, 20, 30]) == (15, 35)
    assert spread([30, 10, 20]) == (15, 25)


lengths = st.lists(st.floats(0.5, 90), min_size=3, max_size=9)
counts = st.dictionaries(st.sampled_from([A, B]), st.integers(0, 30))


@given(counts, lengths, lengths, st.integers(1, 8), st.data())
def test_properties(
    ahead: dict[int, int], one: list[float], two: list[float], windows: int, data: st.DataObject
) -> None:
    free = data.draw(st.integers(0, windows))
    facts: dict[str, Any] = {"ahead": ahead, "took": {A: one, B: two}, "windows": windows}
    found = ask(**facts, free=free)
    assert found.outlook in (Outlook.SOON, Outlook.MINUTES)
    assert 0 <= found.low <= found.high
    assert found.low % 5 == found.high % 5 == 0
    longer = ask(**{**facts, "ahead": {**ahead, A: ahead.get(A, 0) + 1}}, free=free)
    assert (longer.low, longer.high) >= (found.low, found.high)
    if found.outlook == Outlook.MINUTES:
        another = ask(**{**facts, "windows": windows + 1}, free=free)
        assert (another.low, another.high) <= (found.low, found.high)
        assert found.high > 0
    fewer = ask(**{**facts, "took": {A: one[:2], B: two}}, free=0)
    assert fewer == Estimate(Outlook.UNKNOWN)
