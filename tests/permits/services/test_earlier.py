"""A new application begins from an earlier one: to each hand its own, and no other's."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from notifications.models import Message
from permits import services
from permits.enums import PermitKind
from permits.errors import PermitError
from permits.filing.enums import StayKind
from permits.models import PermitApplication, PermitHolder, ResidencePermit
from permits.services.earlier import employer_values
from permits.services.reminders import permits_remind
from tests.factories.accounts import UserFactory
from tests.factories.permits import ADDRESS, TwoHands
from tests.factories.permits_issued import holder_new, pair_new

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at")]
UNTIL = date(2028, 3, 31)


def issued(hands: TwoHands) -> tuple[PermitApplication, PermitHolder]:
    """A case of these two people that led to permits."""
    permit = hands.submitted()
    holder = holder_new(hands.someone)
    pair_new(holder, first=date(2026, 4, 1), until=UNTIL, case=permit.application)
    return PermitApplication.objects.get(pk=permit.pk), holder


def begin(client: Any, hands: TwoHands, earlier: Any, **changes: str) -> PermitApplication:
    """Press the button of the prefilled page as the employer."""
    client.force_login(hands.employer)
    url = f"{reverse('permit_new')}?kind=extension&from={earlier}"
    page = client.get(url)
    form = page.context["form"]
    data = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    data["organisation"] = data["organisation"].pk
    answer = client.post(url, data | changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return PermitApplication.objects.get(pk=answer.url.rstrip("/").rpartition("/")[2])


class TestEmployer:
    def test_begins_with_what_is_known_and_open_days_of_the_contract(self, client, hands) -> None:
        earlier, holder = issued(hands)
        new = begin(client, hands, earlier.application.reference)
        assert new.kind == PermitKind.EXTENSION
        assert (new.person_name, new.person_email) == ("Anna Maria Eriksson", ADDRESS)
        assert (new.job_title, new.zone, new.pay_annual) == (
            "Process engineer",
            earlier.zone,
            500000,
        )
        assert new.application.office == earlier.application.office
        assert (new.contract_from, new.contract_until) == (None, None)
        assert (new.permit_number, new.permit_until) == (holder.number, UNTIL)
        assert (new.education, new.home_address, new.phone) == ("", "", "")  # the person's to give
        assert new.application.traveller.document_number == ""

    def test_for_another_person_the_number_stays_behind(self, client, hands) -> None:
        earlier, _holder = issued(hands)
        new = begin(client, hands, earlier.application.reference, person_email="b@example.net")
        assert (new.job_title, new.permit_number) == ("Process engineer", "")

    @pytest.mark.parametrize("wrong", ["WR-XXXX", "WR-3F7K-9A2M-T", "' OR 1=1", "x" * 5000])
    def test_a_wrong_reference_is_ignored_kindly(self, client, hands, wrong: str) -> None:
        client.force_login(hands.employer)
        page = client.get(reverse("permit_new"), {"kind": "extension", "from": wrong})
        assert page.status_code == 200
        assert "no earlier application of your organisation" in page.content.decode()
        assert page.context["form"].initial["kind"] == "extension"

    def test_a_draft_or_another_employers_case_is_no_beginning(self, client, hands) -> None:
        draft = hands.start()
        client.force_login(hands.employer)
        url = reverse("permit_new")
        assert client.get(url, {"from": draft.application.reference}).context["earlier"] is None
        earlier, _holder = issued(hands)
        other = TwoHands()
        client.force_login(other.employer)
        page = client.get(url, {"from": earlier.application.reference})
        assert page.context["earlier"] is None
        assert ADDRESS not in page.content.decode()

    def test_nothing_comes_along_to_another_employer_or_by_a_change_of_employer(
        self, hands
    ) -> None:
        earlier, _holder = issued(hands)
        other = TwoHands()
        for organisation, kind in (
            (other.organisation, PermitKind.EXTENSION),
            (hands.organisation, PermitKind.CHANGE_EMPLOYER),
        ):
            found = employer_values(earlier, organisation=organisation, kind=kind, email=ADDRESS)
            assert found == {}

    def test_the_reminder_opens_the_prefilled_page(self, hands) -> None:
        earlier, holder = issued(hands)
        ResidencePermit.objects.update(valid_until=date(2026, 5, 20), valid_from=date(2025, 5, 20))
        assert permits_remind(now=hands.now) == 1
        told = Message.objects.filter(event="permit_ending")
        path = told.filter(recipient=hands.employer)[0].context["path"]
        reference = earlier.application.reference
        assert path.endswith(f"permit-applications/new/?kind=extension&from={reference}")
        assert "from=" not in told.filter(recipient=holder.user)[0].context["path"]


AGAIN = "Copy it into a new application"


class TestAgain:
    def test_a_case_that_led_to_nothing_is_begun_anew_with_its_dates(self, client, hands) -> None:
        permit = hands.submitted(PermitKind.CHANGE_EMPLOYER)
        case = permit.application
        page = reverse("application", args=[case.reference])
        client.force_login(hands.employer)
        assert AGAIN not in client.get(page).content.decode()
        services.permit_withdraw(
            permit=permit, hand="employer", actor=hands.employer, now=hands.now
        )
        found = client.get(page).context["again"]
        assert found == f"{reverse('permit_new')}?kind=change_employer&from={case.reference}"
        new = begin(client, hands, case.reference, kind="change_employer")
        assert (new.contract_from, new.contract_until) == (date(2026, 4, 1), UNTIL)
        assert (new.changed_on, new.change_text) == (date(2026, 2, 27), "The contract ended.")
        assert new.job_title == "Process engineer"
        assert (new.education, new.application.traveller.document_number) == ("", "")
        assert new.application.reference != case.reference

    def test_the_employee_cannot_begin_alone(self, client, hands) -> None:
        permit = hands.submitted()
        services.permit_withdraw(permit=permit, hand="person", actor=hands.someone, now=hands.now)
        client.force_login(hands.someone)
        page = client.get(reverse("application", args=[permit.application.reference]))
        assert page.context["again"] == ""
        assert AGAIN not in page.content.decode()

    def test_an_issued_case_is_extended_and_not_repeated(self, client, hands) -> None:
        earlier, _holder = issued(hands)
        new = begin(client, hands, earlier.application.reference, kind="new_in_china")
        assert (new.contract_from, new.contract_until) == (None, None)


class TestPerson:
    def test_takes_over_by_their_own_hand_also_to_another_employer(self, client, hands) -> None:
        _earlier, holder = issued(hands)
        other = TwoHands()
        new = other.start(PermitKind.CHANGE_EMPLOYER)
        assert services.known_of(new, other.now) is None  # nobody has come yet
        person = other.opened(new)
        client.force_login(person)
        page = reverse("permit_person", args=[new.pk])
        assert "You applied before" in client.get(page).content.decode()
        answer = client.post(page, {"take": "1"}, follow=True)
        text = answer.content.decode()
        assert "what has changed since then" in text
        assert "You applied before" not in text
        new = PermitApplication.objects.get(pk=new.pk)
        assert (new.education, new.experience_years, new.phone) == (
            "master",
            8,
            "+86 138 0013 8000",
        )
        assert (new.permit_number, new.permit_until) == (holder.number, UNTIL)
        assert (new.stay_kind, new.stay_until) == (StayKind.RESIDENCE_WORK, UNTIL)
        assert new.home_registered == ""
        assert new.application.traveller.document_number
        assert new.application.traveller.confirmed_at is None
        assert new.job_title == ""

    def test_what_was_answered_already_stays(self, hands) -> None:
        issued(hands)
        new = hands.start(PermitKind.EXTENSION)
        hands.opened(new)
        PermitApplication.objects.filter(pk=new.pk).update(education="doctor")
        services.permit_known_take(permit=new, actor=hands.someone, now=hands.now)
        assert PermitApplication.objects.get(pk=new.pk).education == "doctor"
        with pytest.raises(PermitError, match="nothing to take over"):
            services.permit_known_take(permit=new, actor=hands.someone, now=hands.now)

    def test_is_offered_nothing_of_others_and_the_employer_takes_nothing(
        self, client, hands
    ) -> None:
        issued(hands)
        new = hands.start(PermitKind.EXTENSION)
        hands.opened(new)
        with pytest.raises(PermitError):
            services.permit_known_take(permit=new, actor=hands.employer, now=hands.now)
        client.force_login(hands.employer)
        client.post(reverse("permit", args=[new.pk]), {"take": "1"})
        assert PermitApplication.objects.get(pk=new.pk).education == ""
        new.application.person = UserFactory()
        assert services.known_of(new, hands.now) is None


def test_the_holders_page_names_the_address_for_the_employer(client) -> None:
    pair = pair_new(holder_new(), first=date(2025, 5, 20), until=date(2026, 5, 20))
    client.force_login(pair.holder.user)
    text = client.get(reverse("my_permits")).content.decode()
    assert f"?kind=extension&amp;from={pair.application.reference}" in text
