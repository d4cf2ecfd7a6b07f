"""Reading a notice: the published texts, tables, and a sentence for everything that is wrong."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.workdays import seeded_calendar
from tests.workdays.notices import NOTICE_2025, NOTICE_2026, NOTICE_2027
from workdays.notices import Notice, NoticeDay, notice_read

D = date.fromisoformat


def problems_of(text: str, year: int | None = None) -> list[str]:
    return notice_read(text, year=year)[1]


@pytest.mark.parametrize(("text", "year"), [(NOTICE_2025, 2025), (NOTICE_2026, 2026)])
def test_published_notices_give_the_seeded_rows(text: str, year: int) -> None:
    notice, problems = notice_read(text)
    assert problems == []
    calendar = seeded_calendar()
    assert notice.year == year
    assert set(notice.off) == {day for day in calendar.off if day.year == year}
    assert set(notice.make_up) == {day for day in calendar.make_up if day.year == year}
    assert notice.title == f"国务院办公厅关于{year}年部分节假日安排的通知"


def test_names_in_both_languages() -> None:
    notice, _problems = notice_read(NOTICE_2025)
    names = {day.date: (day.name_zh, day.name_en) for day in notice.days}
    assert names[D("2025-01-26")] == ("春节", "Spring Festival")
    assert names[D("2025-10-01")] == ("国庆节、中秋节", "National Day and Mid-Autumn Festival")


def test_half_width_and_full_width_signs_read_the_same() -> None:
    wide = NOTICE_2026.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    narrow = NOTICE_2026.translate(str.maketrans("（），：", "(),:"))
    plain = notice_read(NOTICE_2026)
    assert notice_read(wide) == notice_read(narrow) == plain


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("一、元旦：1月1日放假，与周末连休。", ["2026-01-01 holiday"]),
        (
            "三、清明节：4月5日（星期日）放假，4月6日（星期一）补休。",
            ["2026-04-05 holiday", "2026-04-06 holiday"],
        ),
        (
            "一、元旦：2025年12月31日至2026年1月2日放假调休，共3天。",
            ["2025-12-31 holiday", "2026-01-01 holiday", "2026-01-02 holiday"],
        ),
        (
            "二、春节：2月17日放假。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月16日）休息。",
            ["2026-02-17 holiday"],
        ),
        (
            "五、端午节：6月19日放假；6月20日（周六）、21日（周日）上班。",
            ["2026-06-19 holiday", "2026-06-20 make_up", "2026-06-21 make_up"],
        ),
    ],
)
def test_ways_of_putting_it(line: str, days: list[str]) -> None:
    notice, _problems = notice_read(line, year=2026)
    assert [f"{day.date} {day.kind}" for day in notice.days] == days


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "1月1日（周四）",
            "1月1日（周五）",
            "Line 2: 2026-01-01 is 星期四, but the notice says 周五.",
        ),
        ("共9天", "共8天", "Line 3: It says 8 days off, but the dates give 9."),
        ("2月28日", "2月30日", "does not exist"),
        ("6月19日（周五）至21日（周日）", "6月19日至10日", "is not a span of holidays"),
        ("5月9日（周六）上班", "5月9日（周六）", "does not say 放假 or 上班"),
        ("一、元旦：", "元旦：", "no number and holiday"),
        ("4月4日（周六）至6日（周一）放假，共3天", "放假", "No date was found"),
        ("5月9日（周六）", "5月11日（周一）", "2026-05-11 is not a Saturday or Sunday"),
        ("10月10日（周六）", "10月3日（周六）", "both as a day off and as a working day"),
        ("10月1日（周四）至7日（周三）", "10月2日（周五）至8日（周四）", "2026-10-01 is not among"),
        (
            "9月25日（周五）至27日（周日）",
            "9月1日（周二）至3日（周四）",
            "missing for 中秋节: at least 1",
        ),
        (
            "2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天",
            "2月17日至19日放假，共3天",
            "missing for 春节: at least 4",
        ),
        (
            "5月1日（周五）至5日（周二）放假调休，共5天",
            "5月1日（周五）放假",
            "2026-05-02 is not among",
        ),
    ],
)
def test_each_mistake_has_its_sentence(old: str, new: str, sentence: str) -> None:
    assert old in NOTICE_2026
    problems = problems_of(NOTICE_2026.replace(old, new))
    assert any(sentence in problem for problem in problems), problems


def test_a_day_without_any_month_before_it() -> None:
    assert "does not say the month" in problems_of("一、元旦：1日放假。", year=2026)[0]


def test_the_year() -> None:
    untitled = NOTICE_2026.partition("\n")[2]
    assert "does not name its year" in problems_of(untitled)[0]
    assert problems_of(untitled, year=2026) == []
    assert "You filled in 2025" in problems_of(NOTICE_2026, year=2025)[0]
    assert problems_of(untitled, year=1999) == ["The year must lie between 2008 and 2100."]
    # the weekdays of another year do not fit
    assert "is 星期" in problems_of(untitled, year=2027)[0]


def as_csv(text: str) -> str:
    notice, _problems = notice_read(text)
    rows = [f"{day.date},{day.kind},{day.name_zh},{day.name_en}" for day in notice.days]
    return "\n".join(["date,kind,name_zh,name_en", *rows])


def test_a_table_and_json_say_the_same_as_the_text() -> None:
    plain, _problems = notice_read(NOTICE_2027)
    table, problems = notice_read("\ufeff" + as_csv(NOTICE_2027))
    assert problems == []
    assert (table.year, table.days) == (2027, plain.days)
    days = [
        {"name": day.name_zh, "date": day.date.isoformat(), "isOffDay": day.kind == "holiday"}
        for day in plain.days
    ]
    for content in ({"year": 2027, "days": days}, days):
        read, problems = notice_read(json.dumps(content))
        assert problems == []
        assert (read.year, read.days) == (2027, plain.days)


def test_a_table_with_spans_and_chinese_words() -> None:
    text = "first,last,kind,name_zh\n2027-02-05,2027-02-12,放假,春节\n2027-02-13,,班,春节\n\n"
    notice, _problems = notice_read(text)
    assert len(notice.off) == 8
    assert notice.make_up == [D("2027-02-13")]
    assert notice.days[0].name_en == "Spring Festival"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must name its columns"),
        ("hello", "must name its columns"),
        ("date,kind\n2027-01-01,maybe", "Line 2: The kind must be off or work."),
        ("date,kind\n1.1.2027,off", "Line 2: The date must be written YYYY-MM-DD and exist."),
        ("date,kind\n2027-02-29,off", "Line 2: The date must be written YYYY-MM-DD and exist."),
        ("first,last,kind\n2027-05-05,2027-05-01,off", "must follow the first"),
        ("first,last,kind\n2027-01-01,2027-12-31,off", "must follow the first"),
        ("date,kind\n2029-01-01,off", "is not among the days off"),
        ("date,kind\n" + "x" * 140_000 + ",off", "The table cannot be read."),
        ("{nonsense", "not valid JSON"),
        ("[" * 5000, "not valid JSON"),
        ('{"year": 2027}', "must be a list"),
        ('["2027-01-01"]', "Line 1: Each day must be an object"),
        ('[{"date": 20270101, "kind": "off"}]', "Line 1: The date must be written"),
        ('[{"date": "2027-01-01"}]', "Line 1: The kind must be off or work."),
    ],
)
def test_tables_and_json_that_cannot_be_used(text: str, sentence: str) -> None:
    assert any(sentence in problem for problem in problems_of(text))


def test_days_of_other_years_are_refused_but_for_december_before() -> None:
    text = as_csv(NOTICE_2027)
    assert problems_of(text + "\n2026-12-31,off,元旦,New Year's Day") == []
    assert "2026-11-30 does not belong" in problems_of(text + "\n2026-11-30,off,元旦,x")[0]


def test_a_year_with_far_too_few_working_days() -> None:
    text = as_csv(NOTICE_2027)
    extra = "\n".join(f"2027-11-{day:02},off,x,x" for day in range(1, 20))
    assert "working days; around 250 are usual" in problems_of(f"{text}\n{extra}")[0]


def test_unknown_holidays_and_nameless_days_get_a_name() -> None:
    text = "date,kind,name_zh,name_en\n2027-09-03,off,抗战胜利纪念日,\n2027-09-04,off,,"
    notice, _problems = notice_read(text)
    assert [day.name_en for day in notice.days] == ["public holiday", "public holiday"]
    assert [day.name_zh for day in notice.days] == ["抗战胜利纪念日", "公众假期"]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    notice, problems = notice_read(text)
    assert isinstance(notice, Notice)
    assert problems


@given(
    st.text(
        alphabet="一二、：:元旦春节0123456789年月日至（）(),，。周六放假上班共天\n", max_size=120
    )
)
def test_no_text_like_a_notice_breaks_the_reader(text: str) -> None:
    assert notice_read(text, year=2026)[1]


def test_the_digest_tells_contents_apart() -> None:
    day = NoticeDay(D("2027-01-01"), "holiday", "元旦", "New Year's Day")
    one = Notice(2027, (day,))
    assert one.digest == Notice(2027, (day,)).digest
    assert one.digest != Notice(2027, ()).digest
