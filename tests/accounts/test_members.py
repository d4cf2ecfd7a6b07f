"""Colleagues: invited, asking for access, changing roles, leaving. The last owner stays."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.enums import ChangeKind, MemberRole, PostRole
from accounts.errors import (
    AccessAskedFor,
    AccountsError,
    AlreadyMember,
    InvitationExpired,
    InvitationForAnother,
    InvitationOpen,
    InvitationUsed,
    LastOwner,
    NotAllowed,
    OwnPost,
    PostNeeded,
    RequestTooSoon,
)
from accounts.models import Membership, MembershipInvitation
from accounts.permissions import has_post, is_officer, is_owner
from accounts.queries import open_invitations, open_requests, owners_of, posts_for
from accounts.services import (
    access_answer,
    access_request,
    member_change_role,
    member_invitation_accept,
    member_invitation_cancel,
    member_invite,
    member_remove,
    post_assign,
    post_end,
)
from offices.models import Office
from tests.factories.accounts import (
    NOW,
    MembershipFactory,
    MembershipInvitationFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=15)


def invite(owner, email="colleague@example.org", role=MemberRole.SUBMITTER, now=NOW):
    return member_invite(
        organisation=owner.organisation, actor=owner.user, email=email, role=role, now=now
    )


def test_an_invited_colleague_joins_once():
    owner = MembershipFactory()
    invitation = invite(owner, " Colleague@Example.org ", MemberRole.OWNER)
    colleague = UserFactory(email="colleague@example.org")
    member = member_invitation_accept(invitation=invitation, actor=colleague, now=NOW)
    assert (member.user, member.role) == (colleague, MemberRole.OWNER)
    again = member_invitation_accept(invitation=invitation, actor=colleague, now=NOW)
    assert again == member
    member_remove(membership=member, actor=owner.user, now=NOW)
    with pytest.raises(InvitationUsed):
        member_invitation_accept(invitation=invitation, actor=colleague, now=NOW)
    assert list(owner.organisation.changes.order_by("pk").values_list("kind", flat=True)) == [
        ChangeKind.MEMBER_INVITED,
        ChangeKind.MEMBER_JOINED,
        ChangeKind.MEMBER_REMOVED,
    ]


def test_only_the_invited_address_joins():
    invitation = MembershipInvitationFactory()
    with pytest.raises(InvitationForAnother, match="another e-mail address"):
        member_invitation_accept(invitation=invitation, actor=UserFactory(), now=NOW)


def test_an_old_invitation_does_not_work_and_can_be_sent_again():
    owner = MembershipFactory()
    old = invite(owner)
    colleague = UserFactory(email=old.email)
    with pytest.raises(InvitationExpired):
        member_invitation_accept(invitation=old, actor=colleague, now=LATER)
    assert not open_invitations(owner.organisation, LATER).exists()
    new = invite(owner, now=LATER)
    assert member_invitation_accept(invitation=new, actor=colleague, now=LATER).user == colleague


def test_nobody_is_invited_twice_or_while_a_member():
    owner = MembershipFactory()
    invite(owner)
    with pytest.raises(InvitationOpen):
        invite(owner, "COLLEAGUE@example.org")
    with pytest.raises(AlreadyMember):
        invite(owner, owner.user.email.upper())


def test_a_cancelled_invitation_does_not_work():
    owner = MembershipFactory()
    invitation = invite(owner)
    member_invitation_cancel(invitation=invitation, actor=owner.user, now=NOW)
    with pytest.raises(InvitationUsed):
        member_invitation_accept(
            invitation=invitation, actor=UserFactory(email=invitation.email), now=NOW
        )
    with pytest.raises(InvitationUsed):
        member_invitation_cancel(invitation=invitation, actor=owner.user, now=NOW)


def test_submitters_manage_nobody():
    submitter = MembershipFactory(role=MemberRole.SUBMITTER)
    owner = MembershipFactory(organisation=submitter.organisation)
    invitation = MembershipInvitationFactory(organisation=submitter.organisation)
    asked = MembershipInvitationFactory(organisation=submitter.organisation, asked=True)
    steps = [
        lambda: invite(submitter),
        lambda: member_invitation_cancel(invitation=invitation, actor=submitter.user, now=NOW),
        lambda: access_answer(request=asked, actor=submitter.user, accept=True, now=NOW),
        lambda: member_change_role(
            membership=submitter, actor=submitter.user, role=MemberRole.OWNER, now=NOW
        ),
        lambda: member_remove(membership=owner, actor=submitter.user, now=NOW),
    ]
    for step in steps:
        with pytest.raises(NotAllowed):
            step()


def test_owners_of_another_organisation_manage_nobody_here():
    other, member = MembershipFactory(), MembershipFactory(role=MemberRole.SUBMITTER)
    with pytest.raises(NotAllowed):
        member_remove(membership=member, actor=other.user, now=NOW)


def test_asking_for_access_is_one_request_and_an_owner_gives_it():
    owner, person = MembershipFactory(), UserFactory()
    arguments = {"organisation": owner.organisation, "actor": person, "now": NOW}
    asked = access_request(**arguments)
    assert access_request(**arguments) == asked
    assert list(open_requests(owner.organisation, NOW)) == [asked]
    with pytest.raises(AccessAskedFor):
        invite(owner, person.email)
    with pytest.raises(InvitationForAnother):  # a request's number is no invitation
        member_invitation_accept(invitation=asked, actor=person, now=NOW)
    with pytest.raises(InvitationUsed):
        member_invitation_cancel(invitation=asked, actor=owner.user, now=NOW)
    member = access_answer(request=asked, actor=owner.user, accept=True, now=NOW)
    assert member is not None
    assert member.role == MemberRole.SUBMITTER
    with pytest.raises(InvitationUsed):
        access_answer(request=asked, actor=owner.user, accept=False, now=NOW)
    with pytest.raises(AlreadyMember):
        access_request(**arguments)


def test_after_a_refusal_one_asks_again_a_week_later():
    owner, person = MembershipFactory(), UserFactory()
    asked = access_request(organisation=owner.organisation, actor=person, now=NOW)
    assert access_answer(request=asked, actor=owner.user, accept=False, now=NOW) is None
    with pytest.raises(RequestTooSoon):
        access_request(organisation=owner.organisation, actor=person, now=NOW + timedelta(days=6))
    again = access_request(
        organisation=owner.organisation, actor=person, now=NOW + timedelta(days=8)
    )
    assert again != asked


def test_an_old_request_is_not_answered():
    owner = MembershipFactory()
    asked = access_request(organisation=owner.organisation, actor=UserFactory(), now=NOW)
    with pytest.raises(InvitationExpired):
        access_answer(request=asked, actor=owner.user, accept=True, now=NOW + timedelta(days=31))


def test_an_open_invitation_answers_the_request_for_access():
    owner, person = MembershipFactory(), UserFactory()
    invitation = invite(owner, person.email)
    assert access_request(organisation=owner.organisation, actor=person, now=NOW) == invitation


def test_the_last_owner_stays():
    owner = MembershipFactory()
    MembershipFactory(organisation=owner.organisation, role=MemberRole.SUBMITTER)
    with pytest.raises(LastOwner, match="Make a colleague an owner first"):
        member_remove(membership=owner, actor=owner.user, now=NOW)
    with pytest.raises(LastOwner):
        member_change_role(membership=owner, actor=owner.user, role=MemberRole.SUBMITTER, now=NOW)


def test_an_owner_who_cannot_sign_in_does_not_count():
    owner = MembershipFactory()
    closed = MembershipFactory(organisation=owner.organisation, user__is_active=False)
    with pytest.raises(LastOwner):
        member_remove(membership=owner, actor=owner.user, now=NOW)
    assert list(owners_of(owner.organisation)) == [owner.user]
    assert not is_owner(closed.user, owner.organisation)


def test_roles_change_and_members_leave():
    owner = MembershipFactory()
    second = MembershipFactory(organisation=owner.organisation, role=MemberRole.SUBMITTER)
    member_change_role(membership=second, actor=owner.user, role=MemberRole.OWNER, now=NOW)
    member_change_role(membership=second, actor=owner.user, role=MemberRole.OWNER, now=NOW)
    assert owner.organisation.changes.count() == 1
    member_remove(membership=owner, actor=owner.user, now=NOW)
    assert Membership.objects.get(organisation=owner.organisation).user == second.user
    with pytest.raises(NotAllowed):
        member_remove(membership=owner, actor=second.user, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_at_the_same_moment():
    first = MembershipFactory()
    second = MembershipFactory(organisation=first.organisation)
    barrier, errors = Barrier(2), []

    def remove(membership, actor):
        barrier.wait()
        try:
            member_remove(membership=membership, actor=actor, now=NOW)
        except AccountsError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [
        Thread(target=remove, args=[first, second.user]),
        Thread(target=remove, args=[second, first.user]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Membership.objects.filter(organisation=first.organisation).count() == 1
    assert len(errors) == 1


@pytest.mark.django_db(transaction=True)
def test_a_person_who_asks_twice_at_the_same_moment():
    organisation, person = OrganisationFactory(), UserFactory()
    barrier = Barrier(2)

    def ask():
        barrier.wait()
        try:
            access_request(organisation=organisation, actor=person, now=NOW)
        finally:
            connection.close()

    threads = [Thread(target=ask), Thread(target=ask)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert MembershipInvitation.objects.count() == 1


def test_an_administrator_gives_and_ends_posts():
    administrator = PostFactory(role=PostRole.ADMINISTRATOR).officer
    office, person = Office.objects.get(code="sha-port-visa"), UserFactory()
    arguments = {
        "officer": person,
        "office": office,
        "role": PostRole.REVIEWER,
        "actor": administrator,
    }
    post = post_assign(**arguments)
    assert is_officer(person)
    assert has_post(person, office=office, roles=[PostRole.REVIEWER])
    assert not has_post(person, roles=[PostRole.SUPERVISOR])
    assert not has_post(person, office=Office.objects.get(code="pvg-port-visa"))
    post_end(post=post, actor=administrator)
    person.refresh_from_db()
    assert not is_officer(person)
    assert not posts_for(person).exists()
    assert post_assign(**arguments) == post
    assert posts_for(person).get() == post


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.PORT_OFFICER])
def test_no_other_officer_gives_posts(role):
    actor, post = PostFactory(role=role).officer, PostFactory()
    with pytest.raises(PostNeeded):
        post_end(post=post, actor=actor)


@pytest.mark.parametrize("superuser", [True, False])
def test_nobody_changes_their_own_posts(superuser):
    post = PostFactory(role=PostRole.ADMINISTRATOR, officer__is_superuser=superuser)
    with pytest.raises(OwnPost):
        post_assign(
            officer=post.officer, office=post.office, role=PostRole.SUPERVISOR, actor=post.officer
        )
    with pytest.raises(OwnPost):
        post_end(post=post, actor=post.officer)
