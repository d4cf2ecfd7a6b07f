"""What this room writes to whom, in whose language."""

import pytest

from accounts.enums import PostRole
from accounts.services import (
    access_answer,
    access_request,
    member_invite,
    organisation_return,
    organisation_suspend,
    organisation_verify,
)
from notifications.enums import Channel, MessageEvent
from notifications.models import Message
from notifications.rendering import message_text
from tests.factories.accounts import (
    NOW,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def letters(event):
    return list(Message.objects.filter(event=event, channel=Channel.EMAIL).order_by("address"))


def test_verified_goes_to_every_member_once():
    organisation = OrganisationFactory(pending=True)
    members = [MembershipFactory(organisation=organisation) for _ in range(2)]
    MembershipFactory(organisation=organisation, user__is_active=False)
    organisation_verify(organisation=organisation, actor=PostFactory().officer, now=NOW)
    found = letters(MessageEvent.ORGANISATION_VERIFIED)
    assert {row.recipient for row in found} == {member.user for member in members}
    assert {row.context["organisation"] for row in found} == {organisation.name_zh}


@pytest.mark.parametrize(
    ("language", "item"), [("en", "copy of the licence"), ("zh-hans", "证照复印件")]
)
def test_what_to_correct_is_in_the_members_language(language, item):
    organisation = OrganisationFactory(pending=True)
    MembershipFactory(organisation=organisation, user__language=language)
    organisation_return(
        organisation=organisation,
        actor=PostFactory().officer,
        items=["licence"],
        text="Dark.",
        now=NOW,
    )
    (letter,) = letters(MessageEvent.ORGANISATION_RETURNED)
    assert letter.context["items"] == [item]
    assert letter.context["reason"] == "Dark."
    assert f"/{language}/organisations/{organisation.pk}/" in letter.context["link"]


def test_a_suspension_is_told_with_its_reason():
    organisation = OrganisationFactory(verified=True)
    MembershipFactory(organisation=organisation)
    officer = PostFactory(role=PostRole.SUPERVISOR).officer
    organisation_suspend(organisation=organisation, actor=officer, reason="Why", now=NOW)
    (letter,) = letters(MessageEvent.ORGANISATION_SUSPENDED)
    assert letter.context["reason"] == "Why"
    assert not letters(MessageEvent.ORGANISATION_RETURNED)


@pytest.mark.parametrize("known", [True, False])
def test_an_invitation_goes_to_the_address_with_its_link(known):
    owner = MembershipFactory(user__language="zh-hans")
    if known:
        UserFactory(email="colleague@example.org", language="en")
    invitation = member_invite(
        organisation=owner.organisation,
        actor=owner.user,
        email="colleague@example.org",
        role="submitter",
        now=NOW,
    )
    (letter,) = letters(MessageEvent.MEMBER_INVITED)
    language = "en" if known else "zh-hans"
    assert (letter.address, letter.language) == ("colleague@example.org", language)
    assert letter.context["link"].endswith(f"/{language}/organisations/join/{invitation.pk}/")
    assert letter.context["expires_on"] == "2026-03-16"


def test_a_request_for_access_goes_to_the_owners_only():
    owner = MembershipFactory()
    MembershipFactory(organisation=owner.organisation, role="submitter")
    person = UserFactory()
    access_request(organisation=owner.organisation, actor=person, now=NOW)
    (letter,) = letters(MessageEvent.ACCESS_REQUESTED)
    assert letter.recipient == owner.user
    assert letter.context["invited_by"] == person.email


@pytest.mark.parametrize(
    ("accept", "event"),
    [(True, MessageEvent.ACCESS_GIVEN), (False, MessageEvent.ACCESS_DECLINED)],
)
def test_who_asked_for_access_is_told_the_answer_in_their_language(accept, event):
    owner = MembershipFactory(user__language="en")
    person = UserFactory(language="zh-hans")
    asked = access_request(organisation=owner.organisation, actor=person, now=NOW)
    access_answer(request=asked, actor=owner.user, accept=accept, now=NOW)
    (letter,) = letters(event)
    assert (letter.recipient, letter.language) == (person, "zh-hans")
    text = message_text(letter)
    assert (owner.organisation.name_zh in text.body) is accept  # a refusal names nobody
    assert "/zh-hans/organisations/" in text.body
