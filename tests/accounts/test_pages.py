"""The organisation pages: what they say, whom they let in, and what they do with bad input."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from accounts.enums import MemberRole
from accounts.models import MembershipInvitation, Organisation
from tests.accounts.test_organisations import add_licence
from tests.accounts.test_signin import url
from tests.factories.accounts import (
    NOW,
    MembershipFactory,
    MembershipInvitationFactory,
    OrganisationFactory,
    UserFactory,
    uscc,
)

pytestmark = pytest.mark.django_db
GOOD = {
    "uscc": "9131 0115-ma1k00007q",
    "name_zh": "上海示例科技有限公司",
    "name_en": "Shanghai Example Technology Co., Ltd.",
    "has_business_licence": "yes",
    "legal_representative": "示例代表",
    "province": "shanghai",
    "district": "Pudong New Area",
    "registered_address": "浦东新区示例路1号",
    "actual_address": "",
    "handler_name": "示例经办",
    "handler_phone": "021 6834 9999",
    "handler_email": "handler@example.org",
}


@pytest.fixture
def owner(client):
    membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


@pytest.fixture(autouse=True)
def _now(time_machine_at_now):
    """Pages ask the clock; the factories' invitations are of 2 March 2026."""


@pytest.fixture
def time_machine_at_now():
    import time_machine

    with time_machine.travel(NOW, tick=True):
        yield


def text(page):
    content = page.content.decode()
    assert "UNDEFINED" not in content
    return content


def of(name, organisation, language="en", **kwargs):
    return url(name, language, organisation_id=organisation.pk, **kwargs)


def test_register_add_a_licence_and_hand_in(client):
    user = UserFactory()
    client.force_login(user)
    text(client.get(url("organisation_new")))
    page = client.post(url("organisation_new"), GOOD)
    organisation = Organisation.objects.get()
    assert page["Location"] == of("organisation_licence", organisation)
    assert organisation.uscc == "91310115MA1K00007Q"
    assert organisation.handler_phone == "+86 21 6834 9999"
    assert "Two steps are left" in text(client.get(of("organisation", organisation)))
    add_licence(organisation)
    assert "Hand in for the check" in text(client.get(of("organisation_licence", organisation)))
    page = client.post(of("organisation_hand_in", organisation), follow=True)
    assert "We write to you when the check is done." in text(page)
    organisation.refresh_from_db()
    assert organisation.status == "pending"
    assert client.get(of("organisation_hand_in", organisation)).status_code == 302


LONG = "长" * 301
BAD = [
    ("uscc", "", "Enter the code: 18 digits and capital letters."),
    (
        "uscc",
        "913101O5MA1K00007Q",
        "Character 7 is O, which these codes never use: use the digit 0.",
    ),
    ("uscc", "😀", "The code has 18 characters, but 1 were entered."),
    ("uscc", "9" * 300, "The code has 18 characters, but 300 were entered."),
    ("uscc", "<script>alert(1)</script>", "The code has 18 characters, but 25 were entered."),
    ("uscc", "91310115MA1K00008Q", "The code has a typing mistake."),
    ("name_zh", "", "Enter the Chinese name as on the licence."),
    ("name_zh", "Only Latin Ltd", "Enter the Chinese name as on the licence."),
    ("name_zh", "上海😀公司", "Remove “😀” (character 3): it cannot be part of this."),
    ("name_zh", "公司<script>", "Remove “&lt;” (character 3): it cannot be part of this."),
    ("name_zh", LONG, "Use at most 200 characters. Now there are 301."),
    ("name_en", "仅中文", "Enter the name in Latin letters."),
    ("name_en", "A" * 300, "Use at most 200 characters. Now there are 300."),
    ("has_business_licence", "", "Say which certificate you have."),
    ("province", "beijing", "Choose one of the options that the page offers."),
    ("province", "", "Choose where the organisation is registered."),
    ("district", " ", "Enter the district or the city."),
    ("registered_address", "", "Enter the registered address."),
    ("legal_representative", "", "Enter the legal representative&#x27;s name."),
    ("handler_name", "", "Enter the name of the person whom an officer may call."),
    ("handler_phone", "", "Enter a telephone number."),
    ("handler_phone", "12345", "Enter a telephone number with its country code"),
    ("handler_phone", "call me", "Enter a telephone number with its country code"),
    ("handler_email", "no address", "Enter an e-mail address like name@example.com."),
    ("handler_email", "", "Enter an e-mail address."),
]


@pytest.mark.parametrize(("field", "value", "sentence"), BAD)
def test_bad_input_gets_its_sentence_and_keeps_the_rest(client, field, value, sentence):
    client.force_login(UserFactory())
    page = client.post(url("organisation_new"), {**GOOD, field: value})
    content = text(page)
    assert sentence in content
    assert "There is a problem" in content
    assert f'href="#id_{field}' in content
    other = "handler_name" if field != "handler_name" else "district"
    assert GOOD[other] in content
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name_en", "Ünïcode & Söhne “GmbH” (Shanghai)", "Ünïcode & Söhne “GmbH” (Shanghai)"),
        ("name_en", "A\u202eBC  Ltd", "ABC Ltd"),
        ("name_zh", "上海䶮𬀪科技有限公司", "上海䶮𬀪科技有限公司"),
        ("registered_address", "示例路１号\t2层", "示例路１号 2层"),
        ("handler_phone", "+44 20 7946 0018", "+44 20 7946 0018"),
        ("handler_phone", "＋８６ １３８ ００１３ ８０００", "+86 138 0013 8000"),
        ("handler_name", "O'Brien-Müller", "O'Brien-Müller"),
    ],
)
def test_unusual_but_right_input_is_kept(client, field, value, kept):
    client.force_login(UserFactory())
    page = client.post(url("organisation_new"), {**GOOD, field: value})
    assert page.status_code == 302, page.context["form"].errors
    assert getattr(Organisation.objects.get(), field) == kept


def test_a_warning_about_the_code_does_not_stop(client):
    client.force_login(UserFactory())
    page = client.post(url("organisation_new"), {**GOOD, "uscc": uscc(90001)}, follow=True)
    assert "Characters 9 to 17 do not fit one another." in text(page)


def test_a_registered_code_leads_to_a_request_that_names_nobody(client):
    organisation = OrganisationFactory(uscc="91310115MA1K00007Q", name_zh="秘密公司")
    first = MembershipFactory(organisation=organisation)
    user = UserFactory()
    client.force_login(user)
    page = client.post(url("organisation_new"), GOOD, follow=True)
    content = text(page)
    assert "already registered" in content
    for secret in (first.user.email, first.user.name, "秘密公司"):
        assert secret not in content
    page = client.post(page.request["PATH_INFO"] + "?code=91310115MA1K00007Q")
    assert "Your request is with the owners" in text(page)
    assert MembershipInvitation.objects.get().requested
    MembershipInvitation.objects.update(accepted=False, answered_at=NOW)
    page = client.post(page.request["PATH_INFO"] + "?code=91310115MA1K00007Q")
    assert "a week after the answer" in text(page)


def test_a_member_who_registers_again_is_led_to_the_organisation(client, owner):
    organisation = owner.organisation
    page = client.post(url("organisation_new"), {**GOOD, "uscc": organisation.uscc}, follow=True)
    assert page.redirect_chain[-1][0] == of("organisation", organisation)
    assert client.get(url("organisation_taken"), {"code": "nothing"}).status_code == 302


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("trait", ["pending", "verified", "returned", "suspended", None])
@pytest.mark.parametrize("role", MemberRole.values)
def test_the_organisations_page_in_every_state(client, language, trait, role):
    organisation = OrganisationFactory(**({trait: True} if trait else {}))
    member = MembershipFactory(organisation=organisation, role=role)
    add_licence(organisation)
    MembershipInvitationFactory(organisation=organisation)
    MembershipInvitationFactory(organisation=organisation, asked=True)
    client.force_login(member.user)
    for name in (
        "organisation",
        "organisation_members",
        "organisation_edit",
        "organisation_licence",
    ):
        page = client.get(of(name, organisation, language))
        readable = role == MemberRole.OWNER or name in ("organisation", "organisation_members")
        assert page.status_code == (200 if readable else 403), name
        if readable:
            text(page)


def test_what_to_correct_is_shown(client):
    member = MembershipFactory(organisation=OrganisationFactory(returned=True))
    client.force_login(member.user)
    content = text(client.get(of("organisation", member.organisation)))
    assert "copy of the licence" in content
    assert "The copy cannot be read." in content


def test_editing_a_verified_organisation_says_that_it_is_checked_again(client):
    member = MembershipFactory(organisation=OrganisationFactory(verified=True))
    organisation = member.organisation
    client.force_login(member.user)
    form = client.get(of("organisation_edit", organisation)).context["form"]
    data = {name: form.initial[name] for name in form.fields} | {"name_en": "Other Ltd"}
    page = client.post(of("organisation_edit", organisation), data, follow=True)
    assert "The bureau checks the change" in text(page)
    data["uscc"] = OrganisationFactory().uscc
    page = client.post(of("organisation_edit", organisation), data)
    assert "Another organisation is registered with this code." in text(page)


def test_uploading_a_licence_and_taking_it_off(client, owner):
    organisation = owner.organisation
    address = of("organisation_licence", organisation)
    assert "Choose a file." in text(client.post(address, {}))
    bad = SimpleUploadedFile("x.exe", b"MZ\x90\x00nothing", content_type="image/png")
    page = client.post(address, {"copies": bad})
    assert "x.exe" in text(page)
    assert not organisation.licence.exists()
    upload = add_licence(organisation)
    client.post(address, {"remove": str(upload.pk)})
    assert not organisation.licence.exists()
    assert client.post(address, {"remove": "x"}).status_code == 404
    assert client.post(address, {"remove": str(uuid.uuid4())}).status_code == 404


def test_a_licence_under_check_stays(client):
    member = MembershipFactory(organisation=OrganisationFactory(pending=True))
    upload = add_licence(member.organisation)
    client.force_login(member.user)
    address = of("organisation_licence", member.organisation)
    page = client.post(address, {"remove": str(upload.pk)}, follow=True)
    assert "The organisation has changed" in text(page)
    assert member.organisation.licence.exists()


def test_inviting_changing_removing_answering(client, owner):
    organisation = owner.organisation
    members = of("organisation_members", organisation)
    page = client.post(members, {"email": "a@example.org", "role": "submitter"}, follow=True)
    assert "a@example.org gets an e-mail with a link." in text(page)
    page = client.post(members, {"email": "a@example.org", "role": "submitter"})
    assert "already been invited" in text(page)
    assert "Enter an e-mail address like" in text(client.post(members, {"email": "x", "role": "y"}))
    invitation = MembershipInvitation.objects.get()
    cancel = of("member_invitation_cancel", organisation, invitation_id=invitation.pk)
    assert "is withdrawn" in text(client.post(cancel, follow=True))
    asked = MembershipInvitationFactory(organisation=organisation, asked=True)
    answer = of("access_answer", organisation, invitation_id=asked.pk)
    assert client.get(answer).status_code == 302
    assert "Access is given." in text(client.post(answer, {"answer": "accept"}, follow=True))
    assert "already been used" in text(client.post(answer, {"answer": "decline"}, follow=True))
    second = organisation.memberships.get(role="submitter")
    role = of("member_role", organisation, membership_id=second.pk)
    assert "The role is changed." in text(client.post(role, follow=True))
    remove = of("member_remove", organisation, membership_id=owner.pk)
    assert "Leave this organisation?" in text(client.get(remove))
    page = client.post(remove)
    assert page["Location"] == url("dashboard")
    assert client.get(members).status_code == 404


def test_the_only_owner_cannot_leave(client, owner):
    remove = of("member_remove", owner.organisation, membership_id=owner.pk)
    assert "Make a colleague an owner first." in text(client.post(remove, follow=True))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_joining_by_the_link(client, language):
    invitation = MembershipInvitationFactory()
    link = url("member_join", language, invitation_id=invitation.pk)
    page = client.get(link)
    assert page["Location"].endswith(f"next={link}")
    client.force_login(UserFactory(language=language))
    assert client.get(link).status_code == 403
    person = UserFactory(email=invitation.email, language=language)
    client.force_login(person)
    with translation.override(language):
        name = invitation.organisation.name
    assert escape(name) in text(client.get(link))
    page = client.post(link)
    assert page["Location"] == of("organisation", invitation.organisation, language)
    invitation.organisation.memberships.all().delete()
    assert "govuk-inset-text" in text(client.post(link))


NEEDED = [
    "organisation",
    "organisation_edit",
    "organisation_licence",
    "organisation_hand_in",
    "organisation_members",
]


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_organisation_does_not_exist(client, owner, name, method):
    stranger = MembershipFactory().organisation
    assert getattr(client, method)(of(name, stranger)).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_members_and_invitations_do_not_exist(client, owner, method):
    theirs = MembershipFactory()
    invitation = MembershipInvitationFactory(organisation=theirs.organisation, asked=True)
    for organisation in (owner.organisation, theirs.organisation):
        addresses = [
            of("member_role", organisation, membership_id=theirs.pk),
            of("member_remove", organisation, membership_id=theirs.pk),
            of("member_invitation_cancel", organisation, invitation_id=invitation.pk),
            of("access_answer", organisation, invitation_id=invitation.pk),
        ]
        for address in addresses:
            assert getattr(client, method)(address).status_code == 404
    theirs.refresh_from_db()
    invitation.refresh_from_db()
    assert invitation.answered_at is None


@pytest.mark.parametrize("name", [*NEEDED, "organisation_new", "organisations", "account_profile"])
def test_visitors_sign_in_first(client, name):
    kwargs = {"organisation_id": uuid.uuid4()} if name in NEEDED else {}
    with translation.override("en"):
        address = reverse(name, kwargs=kwargs)
    page = client.get(address)
    assert page["Location"] == f"{url('account_login')}?next={address}"


def test_the_list_of_organisations_leads_on(client):
    user = UserFactory()
    client.force_login(user)
    assert client.get(url("organisations"))["Location"] == url("organisation_new")
    first = MembershipFactory(user=user).organisation
    assert client.get(url("organisations"))["Location"] == of("organisation", first)
    second = MembershipFactory(user=user).organisation
    content = text(client.get(url("organisations")))
    assert escape(first.name_en) in content
    assert escape(second.name_en) in content


def test_the_licence_is_opened_by_members_and_checking_officers_only(client):
    from accounts.permissions import can_open_licence
    from tests.factories.accounts import PostFactory

    member = MembershipFactory()
    upload = add_licence(member.organisation)
    assert can_open_licence(upload.owner, upload)
    assert can_open_licence(member.user, upload)
    assert can_open_licence(PostFactory().officer, upload)
    assert not can_open_licence(PostFactory(role="port_officer").officer, upload)
    assert not can_open_licence(MembershipFactory().user, upload)
    assert not can_open_licence(UserFactory(is_active=False), upload)
