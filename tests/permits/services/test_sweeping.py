"""Drafts of two hands: both are warned, a week later the draft forgets the person."""

from datetime import date, timedelta

import pytest

from applications.drafts import drafts_expire
from applications.errors import LinkGone
from notifications.models import Message
from notifications.rendering import message_text
from permits.errors import PermitLocked
from permits.filing.enums import Part
from permits.models import PermitApplication, PermitParameter
from permits.services import permit_part_save, person_link_open
from permits.services.sweeping import drafts_sweep
from tests.factories.permits import TwoHands

DAY = timedelta(days=1)


def draft(hands: TwoHands) -> PermitApplication:
    permit = hands.complete()
    PermitApplication.objects.update(updated_at=hands.now)
    return permit


def test_both_hands_are_warned_once_in_their_language(hands: TwoHands) -> None:
    permit = draft(hands)
    hands.someone.language = "zh-hans"
    hands.someone.save()
    assert drafts_sweep(hands.now + 82 * DAY).warned == 0
    assert drafts_sweep(hands.now + 83 * DAY).warned == 1
    assert drafts_sweep(hands.now + 83 * DAY).warned == 0
    letters = Message.objects.filter(event="draft_expiring", channel="email")
    assert {letter.recipient for letter in letters} == {hands.employer, hands.someone}
    texts = {letter.recipient: message_text(letter).body for letter in letters}
    assert f"/en/permit-applications/{permit.pk}/" in texts[hands.employer]
    assert "31 May 2026" in texts[hands.employer]
    assert f"/zh-hans/permit-applications/{permit.pk}/mine/" in texts[hands.someone]
    assert "2026年5月31日" in texts[hands.someone]


def test_who_never_came_is_not_written_to(hands: TwoHands) -> None:
    permit = hands.start()
    PermitApplication.objects.filter(pk=permit.pk).update(updated_at=hands.now)
    assert drafts_sweep(hands.now + 85 * DAY).warned == 1
    assert Message.objects.get(event="draft_expiring", channel="email").recipient == hands.employer


def test_a_week_later_nothing_about_the_person_is_left(hands: TwoHands) -> None:
    permit = draft(hands)
    hands.relative(permit)
    _link, token = hands.link(permit)
    PermitApplication.objects.update(updated_at=hands.now)
    drafts_sweep(hands.now + 83 * DAY)
    assert drafts_sweep(hands.now + 89 * DAY).expired == 0
    assert drafts_sweep(hands.now + 90 * DAY).expired == 1
    assert drafts_sweep(hands.now + 91 * DAY) == drafts_sweep(hands.now + 400 * DAY)
    gone = PermitApplication.objects.select_related("application__traveller").get(pk=permit.pk)
    assert gone.is_discarded
    assert (gone.person_name, gone.person_email, gone.school) == ("", "", "")
    traveller = gone.application.traveller
    assert (traveller.document_number, traveller.name_mrz, traveller.mrz_line1) == ("", "", "")
    assert not gone.application.attachments.filter(removed_at=None).exists()
    assert not gone.family.filter(removed_at=None).exists()
    assert not gone.links.exclude(address="").exists()
    with pytest.raises(LinkGone):
        person_link_open(token=token, now=hands.now + 91 * DAY)
    with pytest.raises(PermitLocked):
        permit_part_save(
            permit=permit,
            part=Part.BASIS,
            data={"basis": "points", "ground": "", "ground_text": ""},
            actor=hands.employer,
            now=hands.now + 91 * DAY,
        )


def test_a_change_by_either_hand_keeps_it(hands: TwoHands) -> None:
    permit = draft(hands)
    drafts_sweep(hands.now + 85 * DAY)
    hands.now += 86 * DAY
    hands.save(permit, Part.HOME, phone="+86 21 12367")
    assert drafts_sweep(hands.now + 14 * DAY).expired == 0
    assert drafts_sweep(hands.now + 83 * DAY).warned == 1, "the warning is due anew"


def test_a_late_sweep_warns_first_and_still_leaves_a_week(hands: TwoHands) -> None:
    draft(hands)
    late = hands.now + 200 * DAY
    assert drafts_sweep(late).warned == 1
    assert drafts_sweep(late + 6 * DAY).expired == 0
    assert drafts_sweep(late + 7 * DAY).expired == 1


def test_what_was_handed_in_stays(hands: TwoHands) -> None:
    hands.submitted()
    swept = drafts_sweep(hands.now + 400 * DAY)
    assert (swept.warned, swept.expired) == (0, 0)


def test_how_long_drafts_are_kept_is_a_row_with_a_first_day(hands: TwoHands) -> None:
    draft(hands)
    PermitParameter.objects.create(
        code="drafts_kept_days", value=30, legal_basis="A rule", valid_from=date(2026, 3, 20)
    )
    assert drafts_sweep(hands.now + 17 * DAY).warned == 0, "the old rule still holds"
    assert drafts_expire(now=hands.now + 23 * DAY).warned == 1
    assert drafts_expire(now=hands.now + 30 * DAY).expired == 1
