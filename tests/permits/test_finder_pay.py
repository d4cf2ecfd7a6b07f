"""The pay in the category finder: read back, doubted when it is tiny, a statement until compared."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from permits.finder import SESSION_KEY
from permits.models import PermitParameter
from tests.permits.test_finder import ANSWERED, TOOL, errors, walk, words

pytestmark = pytest.mark.django_db


def answer_to(client: Client, key: str, value: str, tool: str = TOOL) -> Any:
    return client.post(f"{tool}{key}/", {"answer": value})


def begun(client: Client, **answered: Any) -> None:
    """Somebody who has come as far as the pay."""
    session = client.session
    first = ("kind", "zone", "age", "grounds_a")
    session[SESSION_KEY] = {key: ANSWERED[key] for key in first} | answered
    session.save()


class TestDoubtfulPay:
    """Thirty yuan a year: a slip between yuan and ten-thousands of yuan."""

    def test_it_is_read_back_and_asked_once_more(self, client: Client) -> None:
        begun(client)
        assert answer_to(client, "pay", "30")["Location"] == f"{TOOL}pay_sure/"
        page = client.get(f"{TOOL}pay_sure/").content.decode()
        assert "You typed 30 yuan a year (0.003 × 10,000), 2.50 yuan a month." in page
        assert answer_to(client, "pay_sure", "sure")["Location"] == f"{TOOL}multiple/"
        assert client.session[SESSION_KEY]["pay"] == 30

    def test_ten_thousands_become_yuan(self, client: Client) -> None:
        begun(client)
        answer_to(client, "pay", "30")
        assert answer_to(client, "pay_sure", "ten_thousands")["Location"] == f"{TOOL}multiple/"
        assert client.session[SESSION_KEY]["pay"] == 300_000
        assert "pay_sure" not in client.session[SESSION_KEY]

    def test_what_no_average_could_make_true_is_refused(self, client: Client) -> None:
        begun(client, pay=30, pay_sure="sure")
        for said in ("six", "four"):
            answer = answer_to(client, "multiple", said)
            assert "the average would have to be at most" in " ".join(errors(answer.content))
        assert "multiple" not in client.session[SESSION_KEY]
        assert answer_to(client, "multiple", "less").status_code == 302

    def test_the_same_in_chinese(self, client: Client) -> None:
        tool = "/zh-hans/permit-finder/"
        begun(client)
        answer_to(client, "pay", "30", tool)
        page = client.get(f"{tool}pay_sure/").content.decode()
        assert "每年30元（0.003万元），每月2.50元" in page
        answer_to(client, "pay_sure", "sure", tool)
        answer = answer_to(client, "multiple", "six", tool)
        assert "平均工资" in " ".join(errors(answer.content))

    def test_a_million_times_ten_thousand_is_not_counted(self, client: Client) -> None:
        begun(client, pay=40_000)
        answer = answer_to(client, "pay_sure", "ten_thousands")
        assert "more than this page can count" in " ".join(errors(answer.content))

    def test_another_pay_is_compared_anew(self, client: Client) -> None:
        walk(client, multiple="four")
        answer = client.post(f"{TOOL}pay/?from=check", {"answer": "600,000"})
        assert answer["Location"] == f"{TOOL}multiple/"
        walk(client)
        answer = client.post(f"{TOOL}pay/?from=check", {"answer": "500,000"})
        assert answer["Location"] == f"{TOOL}check/", "the same pay asks nothing again"

    def test_a_likely_pay_is_read_back_and_a_statement_called_one(self, client: Client) -> None:
        walk(client, multiple="six")
        assert "500,000 yuan a year (50 × 10,000), 41,667 yuan a month" in words(client, "check/")
        text = words(client)
        assert "is a statement so far" in text
        assert "compares the pay with the average that the bureau publishes" in text

    def test_the_number_below_which_it_asks_is_a_row(self, client: Client) -> None:
        PermitParameter.objects.create(
            code="pay_ask_again_below", value=20, legal_basis="Rule", valid_from=date(2020, 1, 1)
        )
        begun(client)
        assert answer_to(client, "pay", "30")["Location"] == f"{TOOL}multiple/"
