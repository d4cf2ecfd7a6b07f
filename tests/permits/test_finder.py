"""The public tool: its path, what it keeps, what it tells, and nothing that breaks it."""

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory

from applications.models import DocumentRequirement
from permits.finder import SESSION_KEY, answers_of
from permits.models import WageAverage

pytestmark = pytest.mark.django_db
TOOL = "/en/permit-finder/"

EXAMPLE: dict[str, Any] = {
    "kind": "new_from_abroad",
    "zone": "hongqiao",
    "age": "35",
    "grounds_a": "nothing",
    "pay": "500,000",
    "multiple": "less",
    "education": "master",
    "experience": "8",
    "grounds_b": "nothing",
    "months": "12",
    "chinese": "hsk3",
    "distinctions": "fortune_500",
    "bonus": "0",
    "family": "no",
    "day": {},
}


ANSWERED: dict[str, Any] = {
    **EXAMPLE,
    "age": 35,
    "pay": 500_000,
    "experience": 8,
    "months": 12,
    "bonus": 0,
    "day": "",
    "grounds_a": [],
    "grounds_b": [],
    "distinctions": ["fortune_500"],
}


def day(year: int, month: int, number: int) -> dict[str, int]:
    return {"answer_day": number, "answer_month": month, "answer_year": year}


def walk(client: Client, tool: str = TOOL, *, look: bool = False, **changed: Any) -> list[str]:
    """Answer what is asked until the check page; returns the questions in their order.

    ``look``: open each page first, as people do.
    """
    values = {**EXAMPLE, **changed}
    url, asked = f"{tool}kind/", []
    while not url.endswith("/check/"):
        key = url.rstrip("/").rsplit("/", 1)[1]
        assert not look or client.get(url).status_code == 200, url
        value = values[key]
        answer = client.post(url, value if isinstance(value, dict) else {"answer": value})
        assert answer.status_code == 302, (url, errors(answer.content))
        asked.append(key)
        url = answer["Location"]
    return asked


def errors(content: bytes) -> list[str]:
    soup = BeautifulSoup(content, "lxml")
    return [item.get_text(strip=True) for item in soup.select(".govuk-error-summary__list li")]


def words(client: Client, page: str = "result/", tool: str = TOOL) -> str:
    answer = client.get(f"{tool}{page}")
    assert answer.status_code == 200, answer.headers
    return " ".join(BeautifulSoup(answer.content, "lxml").select("main")[0].get_text(" ").split())


def test_the_worked_example_line_by_line(client: Client) -> None:
    assert walk(client, look=True) == list(EXAMPLE)
    text = words(client)
    for sentence in (
        "Category B: foreign professional",
        "84 of 120 points.",
        "Category A begins at 85, category B at 60.",
        "8 years of experience: 11 points",
        "Together: 84 points",
        "1 point is missing to category A.",
        "with HSK level 4: 85 points, category A",
        "Minhang service branch",
        "Address: see 12367",
        "It is not a decision",
    ):
        assert sentence in text
    assert "Zhangjiang" not in text


def test_the_same_in_chinese(client: Client) -> None:
    tool = "/zh-hans/permit-finder/"
    assert walk(client, tool, look=True) == list(EXAMPLE)
    text = words(client, tool=tool)
    assert "B类：外国专业人才" in text
    assert "8年工作经历：11分" in text
    assert "闵行出入境服务点" in text


def test_a_ground_for_a_ends_the_questions_early(client: Client) -> None:
    asked = walk(client, grounds_a="achievement", zone="elsewhere")
    assert asked == ["kind", "zone", "age", "grounds_a", "family", "day"]
    text = words(client)
    assert "Category A: foreign high-end talent" in text
    assert "Because of this ground" in text
    assert "wherever in Shanghai" in text
    assert text.count("Address: see 12367") == 5
    assert "points are counted" in text


def test_young_talent_of_40_is_told_why_it_does_not_count(client: Client) -> None:
    asked = walk(client, grounds_a="young_talent", age="40")
    assert "bonus" in asked
    assert "This ground is for people under 40." in words(client)


def test_pay_of_six_times_ends_the_questions_too(client: Client) -> None:
    asked = walk(client, multiple="six")
    assert asked[-3:] == ["multiple", "family", "day"]
    assert "pay of at least 6 times" in words(client)
    assert "promise about the pay" in words(client, "documents/")


def test_with_a_published_average_nobody_is_asked_to_compare(client: Client) -> None:
    WageAverage.objects.create(
        year=2025, monthly_amount=6_000, valid_from=date(2020, 1, 1), legal_basis="Notice"
    )
    asked = walk(client)  # 500,000 is more than 6 × 12 × 6,000
    assert "multiple" not in asked
    assert "Category A" in words(client)


def test_a_teacher_is_asked_about_the_qualification(client: Client) -> None:
    asked = walk(client, grounds_b="teacher", experience="1", education="bachelor", teaching="yes")
    assert asked[asked.index("grounds_b") + 1] == "teaching"
    text = words(client)
    assert "foreign-language teacher" in text
    assert "The ground decides." in text


def test_category_c_is_told_kindly_what_to_do_instead(client: Client) -> None:
    walk(client, pay="60000", education="other", experience="0", chinese="none")
    text = words(client)
    assert "Category C" in text
    assert "What you can do instead" in text
    assert "Call 12367" in text
    assert "Start an application" not in text
    assert "Where it is served" not in text


@pytest.mark.parametrize(
    ("zone", "sentence", "may_apply"),
    [
        ("elsewhere", "serves employers in the pilot zones only", False),
        ("outside", "Another city is competent", False),
        ("unsure", "Compare the registered address", True),
        ("pudong", "Waigaoqiao service branch", True),
    ],
)
def test_zones_of_category_b(client: Client, zone: str, sentence: str, may_apply: bool) -> None:
    walk(client, zone=zone)
    text = words(client)
    assert sentence in text
    assert ("Start an application" in text) == may_apply


@pytest.mark.parametrize(
    ("category", "sentence"),
    [
        ("A", "As printed on the permit."),
        ("unknown", "The category of the permit decides"),
        ("C", "What you can do instead"),
    ],
)
def test_a_change_of_details_asks_only_for_the_category(
    client: Client, category: str, sentence: str
) -> None:
    asked = walk(client, kind="change_details", category=category, day=day(2026, 3, 1))
    assert asked == ["kind", "zone", "category", "day"]
    assert sentence in words(client)
    assert client.get(f"{TOOL}documents/").status_code == 200


@pytest.mark.parametrize(
    ("on", "tag"),
    [
        ("2026-03-31 15:59:59+00:00", "Too early"),
        ("2026-03-31 16:00:00+00:00", "Now"),
        ("2026-05-31 15:59:59+00:00", "Now"),
        ("2026-05-31 16:00:00+00:00", "Late"),
    ],
)
def test_the_window_of_an_extension_turns_at_midnight_in_beijing(
    client: Client, on: str, tag: str
) -> None:
    with time_machine.travel(on, tick=False):
        walk(client, kind="extension", day=day(2026, 6, 30))
        soup = BeautifulSoup(client.get(f"{TOOL}result/").content, "lxml")
        found = soup.select_one(".govuk-tag")
        assert found is not None
        assert found.get_text(strip=True) == tag
        assert "From Wednesday 1 April 2026 to Sunday 31 May 2026" in words(client)


def test_documents_say_what_why_and_in_which_form(client: Client) -> None:
    walk(client, kind="new_in_china", grounds_a="achievement", family="yes")
    text = words(client, "documents/")
    for sentence in (
        "Certificate of no criminal record",
        "A promise is enough",
        "Only the person and the officers. The employer does not see it.",
        "Papers of the family",
        "Proof of the ground for the category",
        "From the employer",
    ):
        assert sentence in text
    assert "Notification Letter" not in text
    DocumentRequirement.objects.filter(service="single_window", code="family").update(
        valid_until=date(2024, 1, 1)
    )
    assert "Papers of the family" not in words(client, "documents/")


def test_an_answer_can_be_changed_from_the_check_page(client: Client) -> None:
    walk(client)
    rows = BeautifulSoup(client.get(f"{TOOL}check/").content, "lxml").select("dl a")
    assert len(rows) == len(EXAMPLE)
    assert "/en/permit-finder/chinese/?from=check" in [row["href"] for row in rows]
    page = f"{TOOL}chinese/?from=check"
    soup = BeautifulSoup(client.get(page).content, "lxml")
    assert soup.select_one("input[checked]")["value"] == "hsk3"  # type: ignore[index]
    assert soup.select_one(".govuk-back-link")["href"] == f"{TOOL}check/"  # type: ignore[index]
    assert client.post(page, {"answer": "hsk4"})["Location"] == f"{TOOL}check/"
    assert "Category A" in words(client)


def test_a_change_that_opens_a_question_leads_there(client: Client) -> None:
    walk(client)
    answer = client.post(f"{TOOL}grounds_b/?from=check", {"answer": "teacher"})
    assert answer["Location"] == f"{TOOL}teaching/"
    assert client.get(f"{TOOL}result/")["Location"] == f"{TOOL}check/"


def test_back_links_lead_the_whole_way(client: Client) -> None:
    walk(client)
    url, seen = f"{TOOL}check/", 0
    while url != TOOL:
        soup = BeautifulSoup(client.get(url).content, "lxml")
        url = str(soup.select_one(".govuk-back-link")["href"])  # type: ignore[index]
        seen += 1
    assert seen == len(EXAMPLE) + 1


@pytest.mark.parametrize("page", ["bonus/", "check/", "result/", "documents/", "teaching/"])
def test_nobody_skips_ahead(client: Client, page: str) -> None:
    answer = client.get(f"{TOOL}{page}", follow=True)
    assert answer.redirect_chain[-1][0] == f"{TOOL}kind/"


def test_unknown_questions_do_not_exist(client: Client) -> None:
    assert client.get(f"{TOOL}nonsense/").status_code == 404


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("kind", "", "Choose an answer: What do you want to do?"),
        ("kind", "party", "options that the page offers"),
        ("age", "", "Fill in: How old is the person?"),
        ("age", "17", "Enter 18 or more."),
        ("age", "121", "Enter 120 or less."),
        ("age", "old", "whole number"),
        ("age", "35.5", "whole number"),
        ("age", "9" * 500, "whole number"),
        ("grounds_a", [], "None of these"),
        ("grounds_a", ["nothing", "achievement"], "cannot stand beside"),
        ("grounds_a", ["pay_six_times"], "options that the page offers"),
        ("pay", "-1", "Enter 0 or more."),
        ("pay", "²", "whole number"),
        ("months", "13", "Enter 12 or less."),
        ("bonus", "11", "Enter 10 or less."),
        ("experience", "71", "Enter 70 or less."),
        ("day", {"answer_day": "31", "answer_month": "2", "answer_year": "2026"}, "does not exist"),
        ("day", day(1999, 1, 1), "1 January 2000 or later"),
    ],
)
def test_bad_answers_get_a_sentence_and_are_not_kept(
    client: Client, key: str, value: Any, sentence: str
) -> None:
    session = client.session
    session[SESSION_KEY] = before = dict(ANSWERED)
    session.save()
    data = value if isinstance(value, dict) else {"answer": value}
    answer = client.post(f"{TOOL}{key}/", data)
    assert answer.status_code == 200
    assert sentence in " ".join(errors(answer.content))
    assert client.session[SESSION_KEY] == before


@pytest.mark.parametrize("typed", ["500,000", "500 000", "500，000", "５０００００", " 500000 "])
def test_pay_may_be_typed_as_people_write_it(client: Client, typed: str) -> None:
    session = client.session
    session[SESSION_KEY] = {**ANSWERED, "pay": 1}
    session.save()
    client.post(f"{TOOL}pay/", {"answer": typed})
    assert client.session[SESSION_KEY]["pay"] == 500_000


def test_the_language_can_change_in_the_middle(client: Client) -> None:
    client.post(f"{TOOL}kind/", {"answer": "extension"})
    client.post(f"{TOOL}zone/", {"answer": "pudong"})
    answer = client.post(f"{TOOL}age/", {"answer": "35", "switch": "zh-hans"})
    assert answer["Location"] == "/zh-hans/permit-finder/age/"
    text = client.get(answer["Location"]).content.decode()
    assert 'value="35"' in text
    assert "外国人的年龄是多少？" in text


def test_a_session_of_another_time_is_no_answer(client: Client) -> None:
    walk(client)
    session = client.session
    session[SESSION_KEY] = {**session[SESSION_KEY], "education": "wizard"}
    session.save()
    assert found_by(client) is None
    session[SESSION_KEY] = "nonsense"
    session.save()
    assert found_by(client) is None
    assert client.get(TOOL).status_code == 200


def test_nothing_personal_is_asked_or_kept(client: Client) -> None:
    walk(client)
    assert set(client.session.keys()) == {SESSION_KEY}
    assert set(client.session[SESSION_KEY]) == set(EXAMPLE)


def test_links_on_home_and_in_the_guidance(client: Client) -> None:
    home = client.get("/en/").content.decode()
    assert "/en/permit-finder/" in home
    assert "/en/guidance/single-window/" in home
    guide = client.get("/en/guidance/single-window/").content.decode()
    assert "/en/permit-finder/" in guide
    assert "about 400 yuan" in guide
    assert "by law the decision is final" in guide
    assert "/en/guidance/single-window/" in client.get("/en/guidance/port-visa/").content.decode()


def test_the_result_asks_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    walk(client, zone="unsure")
    with django_assert_max_num_queries(16):
        client.get(f"{TOOL}result/")


def found_by(client: Client) -> Any:
    request = RequestFactory().get("/")
    request.session = client.session
    return answers_of(request)
