"""The officers' pages: organisations to check, posts, places."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts.enums import ChangeKind, PostRole
from accounts.models import Post
from accounts.services import organisation_update
from documents.enums import UploadPurpose
from offices.models import Office
from tests.accounts.test_organisations import add_licence, data_of
from tests.factories.accounts import (
    NOW,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)
from tests.factories.documents import UploadFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/organisation/"


@pytest.fixture
def sign_in(client):
    def enter(role):
        officer = PostFactory(role=role).officer
        client.force_login(officer)
        return officer

    return enter


def page_of(organisation, step=""):
    return f"{LIST}{organisation.pk}/{step + '/' if step else 'change/'}"


def text(page):
    content = page.content.decode()
    ours = content.partition('<div class="desk-')[2].partition("</main>")[0]
    assert "UNDEFINED" not in ours  # the frame around it is django-unfold's
    return content


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_waits_comes_first(client, sign_in, language):
    officer = sign_in(PostRole.REVIEWER)
    officer.language = language
    officer.save()
    names = ["戊公司", "丁公司", "丙公司"]
    OrganisationFactory(pending=True, name_zh=names[0], handed_in_at=NOW)
    OrganisationFactory(pending=True, name_zh=names[1], handed_in_at=NOW + timedelta(hours=1))
    OrganisationFactory(verified=True, name_zh=names[2], handed_in_at=NOW - timedelta(days=9))
    content = text(client.get(LIST))
    assert sorted(names, key=content.index) == names


@pytest.mark.parametrize("search", ["91310115-ma1k00007q", "示例科技", "Example Tech"])
def test_search_by_code_and_name(client, sign_in, search):
    sign_in(PostRole.REVIEWER)
    OrganisationFactory(
        uscc="91310115MA1K00007Q", name_zh="上海示例科技", name_en="Example Technology"
    )
    OrganisationFactory(name_zh="别的公司", name_en="Another")
    content = text(client.get(LIST, {"q": search}))
    assert "上海示例科技" in content
    assert "别的公司" not in content


@pytest.mark.parametrize("trait", ["pending", "verified", "returned", "suspended", None])
def test_the_page_of_an_organisation_in_every_state(client, sign_in, trait):
    sign_in(PostRole.SUPERVISOR)
    organisation = OrganisationFactory(**({trait: True} if trait else {}))
    MembershipFactory(organisation=organisation)
    add_licence(organisation)
    content = text(client.get(page_of(organisation)))
    assert organisation.uscc in content
    assert ("Return for correction" in content) is (trait == "pending")


def test_verify_by_button(client, sign_in):
    officer = sign_in(PostRole.REVIEWER)
    organisation = OrganisationFactory(pending=True)
    assert "can submit invitations from now on" in text(client.get(page_of(organisation, "verify")))
    page = client.post(page_of(organisation, "verify"), follow=True)
    assert f"{organisation.name_zh} is verified." in text(page)
    organisation.refresh_from_db()
    assert (organisation.status, organisation.checked_by) == ("verified", officer)
    assert client.post(page_of(organisation, "verify")).status_code == 403


def test_return_by_button(client, sign_in):
    sign_in(PostRole.REVIEWER)
    organisation = OrganisationFactory(pending=True)
    page = client.post(page_of(organisation, "return"), {"text": ""})
    content = text(page)
    assert "tick at least one item" in content
    assert "Give a reason." in content
    client.post(page_of(organisation, "return"), {"items": ["licence"], "text": "Too dark"})
    organisation.refresh_from_db()
    assert organisation.status == "returned"
    assert "Too dark" in text(client.get(page_of(organisation)))


def test_suspend_by_button(client, sign_in):
    sign_in(PostRole.SUPERVISOR)
    organisation = OrganisationFactory(verified=True)
    text(client.get(page_of(organisation, "suspend")))
    client.post(page_of(organisation, "suspend"), {"reason": "False letters"})
    organisation.refresh_from_db()
    assert organisation.status == "suspended"


def test_what_changed_after_the_officer_looked_is_not_overlooked(client, sign_in):
    sign_in(PostRole.REVIEWER)
    member = MembershipFactory(organisation=OrganisationFactory(pending=True))
    organisation = member.organisation
    seen = client.get(page_of(organisation, "verify")).context["form"]["expected_version"].value()
    organisation_update(
        organisation=organisation,
        actor=member.user,
        data=data_of(organisation, name_zh="改名公司"),
        now=NOW,
    )
    page = client.post(page_of(organisation, "verify"), {"expected_version": seen})
    assert "The organisation has changed in the meantime." in text(page)
    organisation.refresh_from_db()
    assert organisation.status == "pending"


@pytest.mark.parametrize("step", ["verify", "return", "suspend"])
@pytest.mark.parametrize("role", [PostRole.PORT_OFFICER, PostRole.ADMINISTRATOR])
def test_other_posts_have_no_buttons(client, sign_in, role, step):
    sign_in(role)
    organisation = OrganisationFactory(pending=True)
    assert client.post(page_of(organisation, step)).status_code == 403
    organisation.refresh_from_db()
    assert organisation.status == "pending"


def test_reviewers_do_not_suspend(client, sign_in):
    sign_in(PostRole.REVIEWER)
    organisation = OrganisationFactory(verified=True)
    assert client.get(page_of(organisation, "suspend")).status_code == 403


def test_there_is_no_status_field_and_no_form(client, sign_in):
    sign_in(PostRole.SUPERVISOR)
    organisation = OrganisationFactory(pending=True)
    client.post(page_of(organisation), {"status": "verified"})
    client.post(f"{LIST}add/", {"status": "verified"})
    client.post(f"{LIST}{organisation.pk}/delete/", {"post": "yes"})
    organisation.refresh_from_db()
    assert organisation.status == "pending"


POSTS = "/admin/accounts/post/"


def test_an_administrator_gives_and_ends_a_post(client, sign_in):
    sign_in(PostRole.ADMINISTRATOR)
    person, office = UserFactory(), Office.objects.get(code="sha-port-visa")
    data = {
        "email": person.email,
        "office": office.pk,
        "role": PostRole.PORT_OFFICER,
        "authority": "exit_entry",
    }
    text(client.get(POSTS))
    text(client.get(f"{POSTS}assign/"))
    assert client.get(f"{POSTS}give").status_code in (301, 302)
    client.post(f"{POSTS}assign/", data)
    post = Post.objects.get(officer=person)
    text(client.get(f"{POSTS}{post.pk}/change/"))
    text(client.get(f"{POSTS}{post.pk}/end/"))
    client.post(f"{POSTS}{post.pk}/end/")
    post.refresh_from_db()
    assert not post.active
    assert LogEntry.objects.filter(content_type__model="post").count() == 2


def test_an_administrator_gives_themselves_nothing(client, sign_in):
    officer = sign_in(PostRole.ADMINISTRATOR)
    data = {
        "email": officer.email,
        "office": Office.objects.get(code="headquarters").pk,
        "role": PostRole.SUPERVISOR,
        "authority": "exit_entry",
    }
    page = client.post(f"{POSTS}assign/", data)
    assert "Nobody changes their own posts." in text(page)
    page = client.post(f"{POSTS}assign/", {**data, "email": "nobody@example.org"})
    assert "Nobody with this e-mail address has an account here." in text(page)
    assert Post.objects.filter(officer=officer).count() == 1


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.PORT_OFFICER])
@pytest.mark.parametrize("path", [POSTS, f"{POSTS}assign/", "/admin/offices/office/"])
def test_only_administrators_see_posts_and_places(client, sign_in, role, path):
    sign_in(role)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("model", ["office", "port", "zone"])
def test_administrators_change_places_in_both_languages(client, sign_in, model):
    sign_in(PostRole.ADMINISTRATOR)
    client.get(f"/admin/offices/{model}/")
    content = client.get(f"/admin/offices/{model}/1/change/", follow=True).content.decode()
    assert client.get(f"/admin/offices/{model}/add/").status_code == 200
    assert client.get(f"/admin/offices/{model}/1/delete/").status_code in (302, 403)
    assert "googleapis" not in content


def test_an_administrator_renames_a_zone(client, sign_in):
    from offices.models import Zone

    sign_in(PostRole.ADMINISTRATOR)
    zone = Zone.objects.get(code="pudong")
    address = f"/admin/offices/zone/{zone.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    page = client.post(address, data | {"name_en": "Pudong", "valid_until": ""})
    assert page.status_code == 302
    zone.refresh_from_db()
    assert zone.name == "Pudong"


class TestLicenceOpened:
    @pytest.fixture
    def organisation(self):
        return OrganisationFactory(pending=True)

    @pytest.fixture
    def copy(self, organisation):
        upload = UploadFactory.create(
            clean=True, purpose=UploadPurpose.ORGANISATION_LICENCE, label="licence.jpg"
        )
        organisation.licence.add(upload)
        return upload

    def open(self, client, upload):
        answer = client.get(reverse("upload_open", args=[upload.pk]))
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)

    def looks(self, organisation):
        return list(organisation.changes.filter(kind=ChangeKind.LICENCE_OPENED).order_by("pk"))

    def test_an_officer_who_opens_it_is_a_line_of_the_log(
        self, client, sign_in, organisation, copy, time_machine
    ):
        time_machine.move_to(NOW, tick=False)
        officer = sign_in(PostRole.REVIEWER)
        for _time in range(3):
            self.open(client, copy)
        (look,) = self.looks(organisation)
        assert (look.actor, look.at) == (officer, NOW)
        assert look.after == {"upload": str(copy.pk), "label": "licence.jpg"}
        time_machine.move_to(NOW + timedelta(hours=1), tick=False)
        self.open(client, copy)
        assert len(self.looks(organisation)) == 2
        shown = text(client.get(page_of(organisation)))
        assert "Who opened a licence copy" in shown
        assert "licence.jpg" in shown

    def test_another_officer_and_another_file_are_further_lines(
        self, client, sign_in, organisation, copy
    ):
        other = UploadFactory.create(clean=True, purpose=UploadPurpose.ORGANISATION_LICENCE)
        organisation.licence.add(other)
        people = []
        for role in (PostRole.REVIEWER, PostRole.SUPERVISOR):
            people.append(sign_in(role))
            for upload in (copy, other):
                self.open(client, upload)
        assert [look.actor for look in self.looks(organisation)] == [
            people[0],
            people[0],
            people[1],
            people[1],
        ]

    def test_members_are_no_line(self, client, organisation, copy):
        for user in (MembershipFactory(organisation=organisation).user, copy.owner):
            client.force_login(user)
            self.open(client, copy)
        assert self.looks(organisation) == []

    def test_looking_does_not_make_the_open_form_stale(self, client, sign_in, organisation, copy):
        sign_in(PostRole.REVIEWER)
        shown = client.get(page_of(organisation, "verify")).content.decode()
        (seen,) = re.findall(r'name="expected_version"[^>]*value="(\d+)"', shown)
        self.open(client, copy)
        client.post(page_of(organisation, "verify"), {"expected_version": seen})
        organisation.refresh_from_db()
        assert organisation.status == "verified"
