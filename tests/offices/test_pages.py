"""The public page of offices and ports."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Port visa office, Pudong International Airport", "Lin-gang service branch"]),
        ("zh-hans", ["浦东国际机场口岸签证处", "临港出入境服务点", "虹桥国际中央商务区"]),
    ],
)
def test_the_page_names_places_and_calls_them(client, language, words):
    content = client.get(f"/{language}/offices/").content.decode()
    assert "UNDEFINED" not in content
    for word in [
        *words,
        'href="tel:+862128951610"',
        'href="tel:+862122351575"',
        'href="tel:12367"',
    ]:
        assert word in content


def test_a_constant_number_of_queries(client, django_assert_num_queries):
    client.get("/en/offices/")
    with django_assert_num_queries(3):
        client.get("/en/offices/")
