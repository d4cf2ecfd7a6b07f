"""An organisation's life: registered once, handed in, checked by an officer, kept up to date."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.enums import ChangeKind, MemberRole, OrganisationStatus, PostRole
from accounts.errors import (
    CodeAlreadyRegistered,
    LicenceMissing,
    NotAllowed,
    NothingToCorrect,
    OwnOrganisation,
    PostNeeded,
    ReasonNeeded,
    WrongStatus,
)
from accounts.models import Organisation, OrganisationChange
from accounts.permissions import can_draft, can_submit
from accounts.queries import organisation_by_code, organisations_to_check
from accounts.services import (
    OrganisationData,
    organisation_hand_in,
    organisation_register,
    organisation_return,
    organisation_suspend,
    organisation_update,
    organisation_verify,
)
from documents.enums import UploadPurpose, UploadStatus
from documents.models import Upload
from tests.factories.accounts import (
    NOW,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)

DATA = OrganisationData(
    name_zh="上海示例科技有限公司",
    name_en="Shanghai Example Technology Co., Ltd.",
    uscc="91310115MA1K00007Q",
    province="shanghai",
    district="Pudong New Area",
    registered_address="浦东新区示例路1号",
    legal_representative="示例代表",
    handler_name="示例经办",
    handler_phone="+86 21 5555 0100",
    handler_email="handler@example.org",
)


def add_licence(organisation, status=UploadStatus.CLEAN):
    upload = Upload.objects.create(
        owner=UserFactory(),
        purpose=UploadPurpose.ORGANISATION_LICENCE,
        label="licence.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        status=status,
        problem="damaged" if status == UploadStatus.REJECTED else "",
        scanned_at=NOW,
        file="x/licence.pdf",
        created_at=NOW,
    )
    organisation.licence.add(upload)
    return upload


def data_of(organisation, **changes):
    values = {name: getattr(organisation, name) for name in OrganisationData.__annotations__}
    return replace(OrganisationData(**values), **changes)


def kinds(organisation):
    return [row.kind for row in organisation.changes.order_by("pk")]


@pytest.mark.django_db
def test_who_registers_becomes_owner():
    user = UserFactory()
    organisation = organisation_register(actor=user, data=DATA, now=NOW)
    assert organisation.status == OrganisationStatus.UNVERIFIED
    assert organisation.memberships.get().role == MemberRole.OWNER
    assert kinds(organisation) == [ChangeKind.REGISTERED]
    assert can_draft(user, organisation)
    assert not can_submit(user, organisation)
    assert organisation_by_code(" 91310115-ma1k00007q ") == organisation


@pytest.mark.django_db
def test_a_code_is_registered_once():
    organisation_register(actor=UserFactory(), data=DATA, now=NOW)
    with pytest.raises(CodeAlreadyRegistered, match="already registered"):
        organisation_register(actor=UserFactory(), data=replace(DATA, name_zh="别的"), now=NOW)
    assert Organisation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_register_at_the_same_moment():
    users = [UserFactory(), UserFactory()]
    barrier = Barrier(2)
    results: list[object] = []

    def register(user):
        barrier.wait()
        try:
            results.append(organisation_register(actor=user, data=DATA, now=NOW))
        except CodeAlreadyRegistered as error:
            results.append(error)
        finally:
            connection.close()

    threads = [Thread(target=register, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(row).__name__ for row in results) == [
        "CodeAlreadyRegistered",
        "Organisation",
    ]
    assert Organisation.objects.get().memberships.count() == 1


@pytest.mark.django_db
def test_handing_in_needs_a_readable_licence():
    membership = MembershipFactory()
    organisation = membership.organisation
    arguments = {"organisation": organisation, "actor": membership.user, "now": NOW}
    with pytest.raises(LicenceMissing):
        organisation_hand_in(**arguments)
    add_licence(organisation, UploadStatus.REJECTED)
    with pytest.raises(LicenceMissing, match="Add a copy"):
        organisation_hand_in(**arguments)
    add_licence(organisation)
    assert organisation_hand_in(**arguments).status == OrganisationStatus.PENDING
    assert organisation_hand_in(**arguments).handed_in_at == NOW
    assert kinds(organisation) == [ChangeKind.HANDED_IN]
    assert list(organisations_to_check()) == [organisation]


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["verified", "suspended"])
def test_a_checked_organisation_is_not_handed_in_again(trait):
    membership = MembershipFactory(organisation=OrganisationFactory(**{trait: True}))
    with pytest.raises(WrongStatus):
        organisation_hand_in(organisation=membership.organisation, actor=membership.user, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR])
def test_an_officer_verifies(role):
    organisation = OrganisationFactory(pending=True, returned_items=[{"item": "licence"}])
    officer = PostFactory(role=role).officer
    member = MembershipFactory(organisation=organisation, role=MemberRole.SUBMITTER).user
    checked = organisation_verify(organisation=organisation, actor=officer, now=NOW)
    assert (checked.status, checked.checked_by, checked.checked_at) == ("verified", officer, NOW)
    assert checked.returned_items == []
    assert can_submit(member, checked)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [PostRole.PORT_OFFICER, PostRole.ADMINISTRATOR, None])
def test_without_the_right_post_nobody_checks(role):
    organisation = OrganisationFactory(pending=True)
    actor = PostFactory(role=role).officer if role else UserFactory()
    steps = [
        lambda: organisation_verify(organisation=organisation, actor=actor, now=NOW),
        lambda: organisation_return(
            organisation=organisation, actor=actor, items=["name"], text="x", now=NOW
        ),
        lambda: organisation_suspend(organisation=organisation, actor=actor, reason="x", now=NOW),
    ]
    for step in steps:
        with pytest.raises(PostNeeded, match="Your post does not allow this"):
            step()


@pytest.mark.django_db
def test_an_officer_does_not_check_their_own_organisation():
    organisation = OrganisationFactory(pending=True)
    officer = PostFactory(role=PostRole.SUPERVISOR).officer
    MembershipFactory(organisation=organisation, user=officer)
    steps = [
        lambda: organisation_verify(organisation=organisation, actor=officer, now=NOW),
        lambda: organisation_return(
            organisation=organisation, actor=officer, items=["name"], text="x", now=NOW
        ),
        lambda: organisation_suspend(organisation=organisation, actor=officer, reason="x", now=NOW),
    ]
    for step in steps:
        with pytest.raises(OwnOrganisation, match="Another officer has to check it"):
            step()


@pytest.mark.django_db
def test_an_officer_returns_with_one_list():
    organisation = OrganisationFactory(pending=True)
    officer = PostFactory().officer
    returned = organisation_return(
        organisation=organisation,
        actor=officer,
        items=["licence", "name", "nonsense"],
        text="  The copy is dark. ",
        now=NOW,
    )
    assert returned.status == OrganisationStatus.RETURNED
    assert returned.returned_items == [
        {"item": "name"},
        {"item": "licence"},
        {"text": "The copy is dark."},
    ]
    assert organisation.changes.get().reason == "The copy is dark."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("items", "text", "error"),
    [
        ([], "x", NothingToCorrect),
        (["nonsense"], "x", NothingToCorrect),
        (["name"], " ", ReasonNeeded),
    ],
)
def test_returning_says_what_to_correct(items, text, error):
    with pytest.raises(error):
        organisation_return(
            organisation=OrganisationFactory(pending=True),
            actor=PostFactory().officer,
            items=items,
            text=text,
            now=NOW,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["verified", "returned", None])
def test_only_what_waits_is_checked(trait):
    organisation = OrganisationFactory(**({trait: True} if trait else {}))
    officer = PostFactory(role=PostRole.SUPERVISOR).officer
    with pytest.raises(WrongStatus):
        organisation_verify(organisation=organisation, actor=officer, now=NOW)
    with pytest.raises(WrongStatus):
        organisation_return(
            organisation=organisation, actor=officer, items=["name"], text="x", now=NOW
        )


@pytest.mark.django_db
def test_a_supervisor_suspends_and_lifts_the_suspension():
    organisation = OrganisationFactory(verified=True)
    member = MembershipFactory(organisation=organisation).user
    reviewer, supervisor = PostFactory().officer, PostFactory(role=PostRole.SUPERVISOR).officer
    with pytest.raises(PostNeeded):
        organisation_suspend(organisation=organisation, actor=reviewer, reason="x", now=NOW)
    with pytest.raises(ReasonNeeded):
        organisation_suspend(organisation=organisation, actor=supervisor, reason=" ", now=NOW)
    row = organisation_suspend(
        organisation=organisation, actor=supervisor, reason="False letters", now=NOW
    )
    assert not can_draft(member, row)
    assert not can_submit(member, row)
    with pytest.raises(WrongStatus):
        organisation_suspend(organisation=row, actor=supervisor, reason="again", now=NOW)
    with pytest.raises(PostNeeded):
        organisation_verify(organisation=row, actor=reviewer, now=NOW)
    assert organisation_verify(organisation=row, actor=supervisor, now=NOW).is_verified


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"registered_address": "新地址"}, OrganisationStatus.PENDING),
        ({"name_en": "New Name Ltd."}, OrganisationStatus.PENDING),
        ({"legal_representative": "新代表"}, OrganisationStatus.PENDING),
        ({"handler_name": "新经办"}, OrganisationStatus.VERIFIED),
        ({"actual_address": "实际地址"}, OrganisationStatus.VERIFIED),
        ({}, OrganisationStatus.VERIFIED),
    ],
)
def test_what_stands_on_the_licence_is_checked_again(change, status):
    membership = MembershipFactory(organisation=OrganisationFactory(verified=True))
    organisation = membership.organisation
    later = NOW + timedelta(days=1)
    row = organisation_update(
        organisation=organisation,
        actor=membership.user,
        data=data_of(organisation, **change),
        now=later,
    )
    assert row.status == status
    logged = list(organisation.changes.all())
    assert [entry.after for entry in logged] == ([change] if change else [])
    if status == OrganisationStatus.PENDING:
        assert row.handed_in_at == later


@pytest.mark.django_db
def test_only_owners_change_company_data():
    membership = MembershipFactory(role=MemberRole.SUBMITTER)
    organisation = membership.organisation
    with pytest.raises(NotAllowed):
        organisation_update(
            organisation=organisation,
            actor=membership.user,
            data=data_of(organisation, district="X"),
            now=NOW,
        )


@pytest.mark.django_db
def test_a_change_cannot_take_anothers_code():
    other, membership = OrganisationFactory(), MembershipFactory()
    organisation = membership.organisation
    with pytest.raises(CodeAlreadyRegistered):
        organisation_update(
            organisation=organisation,
            actor=membership.user,
            data=data_of(organisation, uscc=other.uscc),
            now=NOW,
        )
    organisation.refresh_from_db()
    assert organisation.uscc != other.uscc


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", ["update", "delete"])
def test_the_log_is_never_altered(attempt):
    organisation_register(actor=UserFactory(), data=DATA, now=NOW)
    log = OrganisationChange.objects.all()
    step = log.delete if attempt == "delete" else lambda: log.update(reason="something else")
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        step()
