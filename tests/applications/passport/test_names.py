"""Names as people write them, against the two lines; and what cannot be a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.passport.rules.names import (
    chinese_problem,
    difference_warning,
    display_problem,
    names_agree,
)


@pytest.mark.parametrize(
    ("display", "primary", "secondary"),
    [
        ("Anna Maria Eriksson", "ERIKSSON", "ANNA MARIA"),
        ("Eriksson, Anna Maria", "ERIKSSON", "ANNA MARIA"),
        ("Jürgen Müller", "MUELLER", "JUERGEN"),
        ("Jürgen Müller", "MULLER", "JURGEN"),
        ("Jürgen Müller", "MUXXLLER", "JUERGEN"),
        ("Núñez", "NUNXXEZ", ""),
        ("Núñez", "NUNEZ", ""),
        ("Søren Ærø", "AEROE", "SOEREN"),
        ("Åse Ångström", "AANGSTROEM", "ASE"),
        ("Þóra Guðmundsdóttir", "GUDMUNDSDOTTIR", "THORA"),
        ("Weiß", "WEISS", ""),
        ("Łukasz Wałęsa", "WALESA", "LUKASZ"),
        ("Mary O'Connor", "OCONNOR", "MARY"),
        ("Mary O’Connor", "OCONNOR", "MARY"),
        ("Ann Smith-Jones", "SMITH JONES", "ANN"),
        ("Ann Smith‑Jones", "SMITH JONES", "ANN"),
        ("María José de la Cruz", "DELACRUZ", "MARIA JOSE"),
        ("De la Cruz María José", "DE LA CRUZ", "MARIAJOSE"),
        ("Arkfreith", "ARKFREITH", ""),
        ("Rajesh", "", "RAJESH"),
        ("Ə. Əliyev", "ALIYEV", "A"),
        ("I", "I", ""),
        ("Nguyễn Thị Ánh", "NGUYEN", "THI ANH"),
        ("Iğdır İpek", "IGDIR", "IPEK"),
        ("J.R. Smith", "SMITH", "J R"),
    ],
)
def test_written_names_that_fit(display: str, primary: str, secondary: str) -> None:
    assert names_agree(display, primary, secondary)
    assert difference_warning(display, primary, secondary) is None


@pytest.mark.parametrize(
    ("display", "primary", "secondary"),
    [
        ("Anna Eriksson", "ERIKSSON", "ANNA MARIA"),
        ("Anna Maria Erikson", "ERIKSSON", "ANNA MARIA"),
        ("Jürgen Müller", "MOELLER", "JUERGEN"),
        ("Anna Anna", "ANNA", "MARIA"),
    ],
)
def test_written_names_that_differ(display: str, primary: str, secondary: str) -> None:
    problem = difference_warning(display, primary, secondary)
    assert problem is not None
    assert f"{primary} {secondary}" in problem.message


def test_nothing_written_is_no_difference() -> None:
    assert difference_warning("", "ERIKSSON", "ANNA") is None


@pytest.mark.parametrize(
    ("primary", "secondary"),
    [
        ("PAPANDROPOULOUS", "JONATHON WARR"),
        ("PAPANDROPOULOUS", "J W"),
        ("PAPAN", "JONATHON"),
    ],
)
def test_cut_names_fit_as_beginnings(primary: str, secondary: str) -> None:
    display = "Jonathon Warren Trevor Papandropoulous"
    assert names_agree(display, primary, secondary, truncated=True)
    assert not names_agree(display, primary, secondary)


def test_pairing_looks_back() -> None:
    """A greedy pairing would give ANNA to A and leave ANNA MARIA's without a partner."""
    assert names_agree("Anna A Maria", "A", "ANNA MARIA", truncated=True)


def test_pairing_goes_on_to_the_next_partner() -> None:
    """ANN can only be Anna, so AN takes Andrea."""
    assert names_agree("Anna Andrea", "ANN", "AN", truncated=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("李小龙", "name_han"),
        ("Anna 李", "name_han"),
        ("محمد", "name_right_to_left"),
        ("משה", "name_right_to_left"),
        ("Анна", "name_script"),
        ("Άννα", "name_script"),
        ("<script>", "name_signs"),
        ("Anna 🙂", "name_signs"),
        ("Anna\u202e", "name_signs"),
        ("Anna\x00", "name_signs"),
        ("A" * 201, "name_long"),
        ("---", "name_letters"),
        ("123", "name_letters"),
    ],
)
def test_names_that_cannot_stand_here(text: str, code: str) -> None:
    problem = display_problem(text)
    assert problem is not None
    assert problem.code == code
    assert problem.message


@pytest.mark.parametrize(
    "text",
    ["", "O", "Ng", "Mary-Jane O'Hara", "D’Artagnan", "Kaʻiulani", "Jean 2nd", "Ə", "A" * 200],
)
def test_names_that_can(text: str) -> None:
    assert display_problem(text) is None


@pytest.mark.parametrize("text", ["", "李小龙", "阿·卜杜拉", "𬀪䶮", "埃里克 森"])
def test_chinese_names_that_can(text: str) -> None:
    assert chinese_problem(text) is None


@pytest.mark.parametrize("text", ["Li", "李x", "·", "<李>", "李🙂"])
def test_chinese_names_that_cannot(text: str) -> None:
    problem = chinese_problem(text)
    assert problem is not None
    assert "Chinese characters" in problem.message


WORD = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=8)


@given(st.lists(WORD, min_size=1, max_size=5))
def test_the_lines_own_spelling_always_fits(words: list[str]) -> None:
    primary, secondary = words[0], " ".join(words[1:])
    assert names_agree(" ".join([*words[1:], words[0]]).title(), primary, secondary)
    assert names_agree(" ".join(words), primary, secondary, truncated=True)


@given(st.text(max_size=250))
def test_any_text_is_judged(text: str) -> None:
    display_problem(text)
    chinese_problem(text)
    names_agree(text[:40], "ERIKSSON", "ANNA")
