"""The list of codes has both names everywhere."""

import pytest

from applications.passport.rules.states import STATES, state_known, state_name


def test_every_code_has_both_names() -> None:
    for code, (english, chinese) in STATES.items():
        assert english.isascii() or english[0].isalpha(), code
        assert any("\u4e00" <= c <= "\u9fff" for c in chinese), code


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("D", "en", "Germany"),
        ("D", "zh-hans", "德国"),
        ("XOM", "en", "Sovereign Military Order of Malta"),
        ("QQQ", "en", "QQQ"),
        ("FRA", "zh-hans", "法国"),
        ("HKG", "zh-hans", "中国香港"),
    ],
)
def test_names(code: str, language: str, name: str) -> None:
    assert state_name(code, language) == name


def test_germany_is_d_and_not_deu() -> None:
    assert state_known("D", allow_specimen=False)
    assert not state_known("DEU", allow_specimen=False)


def test_specimen() -> None:
    assert state_known("UTO", allow_specimen=True)
    assert not state_known("UTO", allow_specimen=False)
