"""Pages for everybody: tracking tells little and to few, the figure hides nothing."""

import csv
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts.enums import PostRole
from applications.limits import BY_ADDRESS, BY_REFERENCE, Limit
from applications.models import ServiceStandard
from applications.references import check_character, reference_new
from applications.services import supplement_answer, supplement_request
from tests.factories.applications import NOW, ApplicationFactory, case_take, officer_at

pytestmark = pytest.mark.django_db
UNKNOWN = "PV-2222-2222-" + check_character("PV22222222")
SAME_ANSWER = "We found no application with these three"


def track(client, case=None, **wrong):
    values = {
        "reference": case.reference if case else UNKNOWN,
        "birth_date_day": "12",
        "birth_date_month": "8",
        "birth_date_year": "1974",
        "last_four": case.traveller.document_number[-4:] if case else "0000",
        **wrong,
    }
    return client.post(reverse("track"), values)


def text_of(response):
    return " ".join(response.content.decode().split())


class TestTrack:
    @pytest.fixture
    def case(self):
        return ApplicationFactory(accepted=True, at=timezone.now())

    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_the_form(self, client, language):
        with translation.override(language):
            assert client.get(reverse("track")).status_code == 200

    def test_all_three_right(self, client, case):
        text = text_of(track(client, case))
        assert "Accepted, under review" in text
        assert str(case.office) in text
        assert "We decide by" in text

    def test_it_names_nobody(self, client, case):
        text = text_of(track(client, case))
        for fact in ("ERIKSSON", case.traveller.document_number, str(case.organisation)):
            assert fact not in text

    @pytest.mark.parametrize(
        "path", ["submitted", "supplement", "recommended", "approved", "issued", "refused"]
    )
    def test_every_state(self, client, path):
        assert track(client, ApplicationFactory(path=path, at=timezone.now())).status_code == 200

    @pytest.mark.parametrize(
        "wrong",
        [
            {"reference": UNKNOWN},
            {"birth_date_day": "13"},
            {"last_four": "XXXX"},
        ],
    )
    def test_wrong_and_unknown_get_the_same_answer(self, client, case, wrong):
        response = track(client, case, **wrong)
        assert response.status_code == 200
        assert SAME_ANSWER in text_of(response)
        unknown = text_of(track(client))
        assert SAME_ANSWER in unknown

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("hello", "never contains L, O"),
            ("PV-7K3M", "A reference has 11 signs"),
            ("PV-2222-2222-3", "This reference has a typing mistake"),
        ],
    )
    def test_a_typing_mistake_is_said_at_once(self, client, case, typed, sentence):
        assert sentence in text_of(track(client, case, reference=typed))

    def test_what_is_missing_is_said(self, client):
        text = text_of(track(client, reference="", birth_date_day="", last_four="12"))
        assert "must include a day" in text

    def test_one_reference_cannot_be_guessed_at(self, client, case):
        for _number in range(BY_REFERENCE.times):
            assert track(client, case, last_four="XXXX").status_code == 200
        blocked = track(client, case)
        assert blocked.status_code == 429
        assert "Too many tries" in text_of(blocked)
        other = ApplicationFactory(submitted=True, at=timezone.now())
        assert "Handed in" in text_of(track(client, other))

    def test_one_address_cannot_try_many(self, client, case):
        for _number in range(BY_ADDRESS.times):
            track(client, reference=reference_new("PV"))
        assert track(client, case).status_code == 429

    def test_a_limit_ends_with_its_window(self):
        limit = Limit("test", times=1, seconds=60)
        assert limit.allows("x", NOW)
        assert not limit.allows("x", NOW)
        assert limit.allows("y", NOW)
        assert limit.allows("x", NOW + timedelta(seconds=60))

    def test_behind_the_proxy_its_own_word_counts(self, rf, settings):
        from applications.limits import client_address

        request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.9", REMOTE_ADDR="10.0.0.1")
        settings.PORTAL_DEMO = True
        assert client_address(request) == "10.0.0.1"
        settings.PORTAL_DEMO = False
        assert client_address(request) == "203.0.113.9"


class TestPerformance:
    def test_without_numbers_it_says_so(self, client):
        assert "No decision has been due yet" in text_of(client.get(reverse("performance")))

    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_numbers(self, client, time_machine, language):
        time_machine.move_to("2026-03-20T10:00:00+08:00")
        for days in (0, 9):
            case_take(ApplicationFactory(accepted=True), "approve", at=NOW + timedelta(days=days))
        ApplicationFactory(accepted=True)
        with translation.override(language):
            text = text_of(client.get(reverse("performance")))
        assert "33%" in text
        assert "2026-03" in text

    def test_without_a_standard_the_numbers_still_show(self, client):
        ServiceStandard.objects.all().delete()
        assert client.get(reverse("performance")).status_code == 200

    def test_further_lists_are_counted_in_public(self, client, time_machine):
        time_machine.move_to("2026-03-20T10:00:00+08:00")
        case = ApplicationFactory(supplement=True)
        item = case.supplement_requests.get().items.get()
        supplement_answer(
            application=case, actor=case.filed_by, now=NOW, answers={item.pk: "Here."}
        )
        supplement_request(
            application=case,
            items=[("letter", "Sign the letter.")],
            actor=officer_at(case.office, PostRole.SUPERVISOR),
            now=NOW,
            repeat_reason="New facts.",
        )
        text = text_of(client.get(reverse("performance")))
        assert re.search(r"First lists, .{0,40}</dt>.{0,60}>1<", text)
        assert re.search(r"Further lists</dt>.{0,60}>1<", text)

    def test_csv(self, client, time_machine):
        time_machine.move_to("2026-03-20T10:00:00+08:00")
        case_take(ApplicationFactory(accepted=True), "approve", at=NOW)
        response = client.get(reverse("performance") + "?format=csv")
        assert response["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(response.content.decode().splitlines()))
        assert rows == [
            {
                "service": "port_visa",
                "month_due": "2026-03",
                "decided": "1",
                "within_promise": "1",
                "late": "0",
                "overdue_open": "0",
            }
        ]
