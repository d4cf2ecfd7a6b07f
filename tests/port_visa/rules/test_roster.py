"""The rows of a list of people: days, headings, columns, and that no text at all breaks them."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from port_visa.rules.roster import Circumstances, passport_number, row_judge, sentence
from port_visa.rules.roster_columns import BY_CODE, COLUMNS, NOTE, column_of, escaped, table_of
from port_visa.rules.roster_days import NotADay, day_read
from tests.factories.port_visa import ANNA
from tests.factories.rosters import HEADINGS, cells, person

GIVEN = Circumstances(today=date(2026, 3, 2), allow_specimen=True)
DAY = date(1990, 2, 28)


def wrong(**changes: str) -> dict[str, str]:
    """Columns with mistakes, and why."""
    return {p.field: p.code for p in row_judge(2, person(1, **changes), GIVEN).problems}


@pytest.mark.parametrize(
    "text",
    [
        "1990-02-28",
        "1990/2/28",
        "1990.2.28",
        "1990年2月28日",
        "１９９０年２月２８日",
        "19900228",
        "28.02.1990",
        "28.2.1990",
        "28/02/1990",
        "02/28/1990",
        "28 February 1990",
        "28-Feb-1990",
        "Feb 28, 1990",
        " 28 feb 1990 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_read(text) == DAY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31.02.1990", "31.02.1990 is not a day. Write 1990-02-28."),
        ("30.02.2024", "Write 2024-02-29."),
        ("02/03/1990", "can be two days. Write 1990-02-03 or 1990-03-02."),
        ("28.2.90", "year with four digits, as in 1990-02-28"),
        ("28 Foo 1990", "is not a day"),
        ("1990-13-01", "is not a day. Write 1990-02-28."),
        ("0000-00-00", "is not a day"),
        ("32978", "is not a day"),
        ("", "is not a day"),
    ],
)
def test_what_is_no_day_gets_an_example(text: str, words: str) -> None:
    with pytest.raises(NotADay, match=words.replace(".", r"\.")):
        day_read(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_in_its_plain_forms(day: date) -> None:
    assert day_read(day.isoformat()) == day
    assert day_read(f"{day:%d.%m.%Y}") == day
    assert day_read(f"{day.year}年{day.month}月{day.day}日") == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_gets_a_sentence(text: str) -> None:
    found = ""
    try:
        found = day_read(text).isoformat()
    except NotADay as error:
        found = str(error)
    assert found


_values = st.dictionaries(st.sampled_from(sorted(BY_CODE)), st.text(max_size=60))


@given(_values)
def test_any_row_is_a_person_or_has_mistakes_in_known_columns(values: dict[str, str]) -> None:
    judged = row_judge(2, values, GIVEN)
    assert bool(judged.problems) != bool(judged.person)
    assert all(problem.field in BY_CODE and problem.message for problem in judged.problems)
    assert len({problem.field for problem in judged.problems}) == len(judged.problems)


@given(_values, st.sampled_from(["en", "zh-hans"]))
def test_mistakes_do_not_depend_on_the_language(values: dict[str, str], language: str) -> None:
    with translation.override(language):
        found = [(p.field, p.code) for p in row_judge(2, values, GIVEN).problems]
    assert found == [(p.field, p.code) for p in row_judge(2, values, GIVEN).problems]


def test_a_person_without_a_fault() -> None:
    judged = row_judge(2, person(1), GIVEN)
    assert judged.person
    assert judged.person.identity["nationality"] == "GBR"
    assert judged.person.identity["birth_date_mrz"] == "740812"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sweden", "SWE"),
        ("瑞典", "SWE"),
        ("swe", "SWE"),
        ("SWE · Sweden · 瑞典", "SWE"),
        ("DEU", "D"),
        ("Germany", "D"),
        ("D · Germany · 德国", "D"),
    ],
)
def test_states_by_code_and_name(text: str, code: str) -> None:
    judged = row_judge(2, person(1, nationality=text), GIVEN)
    assert judged.person
    assert judged.person.identity["nationality"] == code


@pytest.mark.parametrize("sex", ["F", "f", "female", "女"])
def test_the_sex_in_both_languages(sex: str) -> None:
    judged = row_judge(2, person(1, sex=sex), GIVEN)
    assert judged.person
    assert judged.person.identity["sex"] == "F"


@pytest.mark.parametrize("text", ["-", "unknown", "不详"])
def test_a_day_of_birth_that_the_passport_does_not_say(text: str) -> None:
    judged = row_judge(2, person(1, birth_date=text), GIVEN)
    assert judged.person
    assert judged.person.identity["birth_date"] is None


def test_a_single_name_may_stand_in_either_column() -> None:
    assert wrong(name_mrz_secondary="") == {}
    assert wrong(name_mrz_primary="") == {}


def test_one_missing_cell_is_one_mistake() -> None:
    for code in ("sex", "birth_date", "nationality", "document_number", "expires_on"):
        assert wrong(**{code: ""}) == {code: "required"}


LINES = {"mrz_line1": ANNA.line1, "mrz_line2": ANNA.line2}


def test_lines_and_columns_must_agree() -> None:
    row = {**LINES, "occupation": "Cook", "relation": "Friend"}
    assert not row_judge(2, row, GIVEN).problems
    assert passport_number(row) == ANNA.number
    judged = row_judge(2, {**row, "document_number": "X1", "sex": "M", "nationality": "SWE"}, GIVEN)
    assert {p.field: p.code for p in judged.problems} == dict.fromkeys(
        ["sex", "nationality", "document_number"], "differs"
    )


def test_a_wrong_line_does_not_ask_for_what_it_says() -> None:
    row = {**LINES, "mrz_line2": "x", "occupation": "Cook", "relation": "Friend"}
    assert [p.field for p in row_judge(2, row, GIVEN).problems] == ["mrz_line2"]


def test_twice_on_the_list_and_already_invited() -> None:
    again = Circumstances(today=GIVEN.today, first_rows={"P00000001": 5})
    [problem] = row_judge(9, person(1), again).problems
    assert sentence(9, problem) == "Row 9, Passport number: This passport is in row 5, too."
    assert not row_judge(5, person(1), again).problems
    invited = Circumstances(today=GIVEN.today, invited={"P00000001"})
    [problem] = row_judge(5, person(1), invited).problems
    assert problem.code == "invited"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", ""),
        ("English", "en"),
        ("EN", "en"),
        ("英文", "en"),
        ("中文", "zh-hans"),
        ("zh", "zh-hans"),
    ],
)
def test_the_language_of_letters_is_read_in_either_language(text: str, language: str) -> None:
    judged = row_judge(2, person(1, language=text), GIVEN).person
    assert judged is not None
    assert judged.language == language


def test_a_language_that_we_do_not_write_is_named() -> None:
    assert wrong(language="Deutsch") == {"language": "language"}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Surname / 姓 *", "name_mrz_primary"),
        ("姓", "name_mrz_primary"),
        ("SURNAME:", "name_mrz_primary"),
        ("last name", "name_mrz_primary"),
        ("护照号码 (passport)", "document_number"),
        ("date_of_birth", "birth_date"),
        ("e-mail", "email"),
        ("We write to them in", "language"),
        ("", None),
        ("Shoe size", None),
    ],
)
def test_headings_are_found_as_people_write_them(heading: str, code: str | None) -> None:
    assert column_of(heading) == code


def test_every_heading_is_its_own_column() -> None:
    assert [column_of(heading) for heading in HEADINGS] == [column.code for column in COLUMNS]


def test_a_table_with_a_title_a_comment_and_strange_columns() -> None:
    [row] = cells([person(1)])
    rows: list[tuple[int, Any]] = [
        (1, ["Our visitors in March"]),
        (3, [*HEADINGS, "Shoe size", NOTE]),
        (4, [f"# {row[0]}", *row[1:]]),
        (5, [*row, "42", "something"]),
    ]
    table = table_of(rows)
    assert table is not None
    assert [number for number, _values in table.rows] == [5]
    assert (table.unknown, table.missing) == (("Shoe size",), ())
    assert table_of(rows[3:]) is None
    pasted = table_of([(1, row)], headings_needed=False)
    assert pasted is not None
    assert pasted.rows[0][1]["document_number"] == "P00000001"


def test_missing_columns_are_told_unless_the_lines_say_them() -> None:
    some = table_of([(1, ["Surname", "Sex", "Relation to the inviter"])])
    assert some is not None
    assert "birth_date" in some.missing
    lines = table_of([(1, ["Occupation", "Relation to the inviter", "MRZ 1", "MRZ 2"])])
    assert lines is not None
    assert lines.missing == ()


@given(st.text(max_size=20))
def test_what_is_written_out_comes_back_and_runs_nothing(text: str) -> None:
    written = escaped(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    table = table_of([(1, HEADINGS), (2, ["X", "", written])])
    if table and table.rows and not text.startswith("'"):
        assert table.rows[0][1].get("name_zh", "") == text
