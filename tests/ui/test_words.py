"""Lists and sentences in both languages."""

import pytest
from django.utils.translation import override

from ui.words import listed, sentences


@pytest.mark.parametrize(
    ("language", "list_of_two", "two"),
    [("en", "a, b", "One. Two."), ("zh-hans", "a、b", "One.Two.")],
)
def test_in_both_languages(language: str, list_of_two: str, two: str) -> None:
    with override(language):
        assert listed(["a", "b"]) == list_of_two
        assert sentences("One.", "", "Two.") == two
        assert (listed([]), sentences("", "")) == ("", "")
