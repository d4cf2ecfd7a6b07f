"""A table that cannot be counted is refused with a sentence, whatever is wrong with it."""

import copy
import importlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from permits.rules import table_read

seed = importlib.import_module("permits.migrations.0002_seed_rules")
GOOD = {"thresholds": seed.THRESHOLDS, "items": seed.TABLES[1]["items"]}


def changed(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    *before, last = path.split(".")
    place = data
    for key in before:
        place = place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("items", None, "“thresholds” and “items”"),
        ("thresholds", None, "“thresholds” names"),
        ("thresholds", {"A": 85}, "“thresholds” names"),
        ("thresholds.A", 60, "below that of A"),
        ("thresholds.A", 121, "can be reached"),
        ("thresholds.A", "85", "whole number"),
        ("items.age", None, "exactly these items"),
        ("items.luck", {"maximum": 5, "any": 5}, "exactly these items"),
        ("items.pay", [], "are needed"),
        ("items.pay.bands", None, "are needed"),
        ("items.pay.maximum", True, "whole number"),
        ("items.pay.bands", [], "rising"),
        ("items.pay.bands", [[1]], "rising"),
        ("items.pay.bands", [[5, 1], [3, 2]], "rising"),
        ("items.pay.bands", [[0, 21]], "more than the maximum of 20"),
        ("items.pay.bands", [[-1, 5]], "whole number"),
        ("items.education.values", {"wizard": 5}, "only these answers"),
        ("items.education.values", {"doctor": 21}, "more than the maximum"),
        ("items.experience.steps", {"from": 2}, "steps need"),
        ("items.experience.steps", {"from": 2000, "first": 5, "each": 1}, "whole number"),
        ("items.distinction.any", 6, "more than the maximum"),
    ],
)
def test_wrong_tables(path: str, value: Any, words: str) -> None:
    with pytest.raises(ValidationError) as error:
        table_read(changed(path, value))
    assert words in " ".join(error.value.messages)


def test_both_published_versions_sum_to_120() -> None:
    for row in seed.TABLES:
        table = table_read({"thresholds": seed.THRESHOLDS, "items": row["items"]})
        assert (table.maximum, table.threshold_a, table.threshold_b) == (120, 85, 60)


def test_edges_of_steps() -> None:
    scale = table_read(GOOD).scales["experience"]
    assert scale.edges() == list(range(2, 18))
    flat = table_read(changed("items.experience.steps", {"from": 2, "first": 5, "each": 0}))
    assert flat.scales["experience"].edges() == [2]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(JSON, st.sampled_from(["items.pay", "items.age.bands", "items.chinese", "thresholds.B"]))
def test_any_json_is_a_table_or_a_sentence(value: Any, path: str) -> None:
    if value is None:
        return
    said = ["a table"]
    try:
        table_read(changed(path, value))
    except ValidationError as error:
        said = error.messages
    assert all(said)
