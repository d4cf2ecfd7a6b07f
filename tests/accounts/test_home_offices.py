"""Organisations of the Yangtze River Delta are verified by their home office, and by no other."""

import pytest
from django.urls import reverse

from accounts.enums import OrganisationStatus, PostRole, Province
from accounts.errors import PostNeeded
from accounts.models import Organisation
from accounts.permissions import (
    can_check_organisation,
    can_open_licence,
    can_read_organisation,
    can_suspend_organisation,
)
from accounts.queries import organisations_read_by
from accounts.services import organisation_return, organisation_suspend, organisation_verify
from offices.models import Office
from tests.factories.accounts import NOW, OrganisationFactory, PostFactory, UserFactory
from tests.factories.documents import UploadFactory

pytestmark = pytest.mark.django_db
HOME, SHANGHAI, OTHER = "partner-jiangsu", "pvg-port-visa", "partner-anhui"


def officer(code, role=PostRole.SUPERVISOR):
    return PostFactory.create(office=Office.objects.get(code=code), role=role).officer


@pytest.mark.parametrize(
    ("province", "office", "checks", "reads"),
    [
        (Province.JIANGSU, HOME, True, True),
        (Province.JIANGSU, SHANGHAI, False, True),
        (Province.JIANGSU, OTHER, False, False),
        (Province.SHANGHAI, HOME, False, False),
        (Province.SHANGHAI, SHANGHAI, True, True),
    ],
)
def test_who_checks_and_who_reads(province, office, checks, reads):
    organisation = OrganisationFactory.create(province=province, pending=True)
    actor = officer(office)
    assert can_check_organisation(actor, organisation) is checks
    assert can_suspend_organisation(actor, organisation) is checks
    assert can_read_organisation(actor, organisation) is reads
    listed = Organisation.objects.filter(organisations_read_by(actor))
    assert listed.filter(pk=organisation.pk).exists() is reads
    licence = UploadFactory.create()
    organisation.licence.add(licence)
    assert can_open_licence(actor, licence) is reads


def test_a_reviewer_checks_and_does_not_suspend():
    organisation = OrganisationFactory.create(province=Province.JIANGSU, pending=True)
    reviewer = officer(HOME, PostRole.REVIEWER)
    assert can_check_organisation(reviewer, organisation)
    assert not can_suspend_organisation(reviewer, organisation)
    assert not can_check_organisation(UserFactory.create(), organisation)


def test_where_no_partner_office_takes_part_the_bureau_checks():
    Office.objects.filter(code=HOME).update(active=False)
    organisation = OrganisationFactory.create(province=Province.JIANGSU, pending=True)
    assert can_check_organisation(officer(SHANGHAI), organisation)
    assert not can_check_organisation(officer(HOME), organisation)


def test_the_services_refuse_the_other_office():
    organisation = OrganisationFactory.create(province=Province.JIANGSU, pending=True)
    outsider = officer(SHANGHAI)
    with pytest.raises(PostNeeded):
        organisation_verify(organisation=organisation, actor=outsider, now=NOW)
    with pytest.raises(PostNeeded):
        organisation_return(
            organisation=organisation, actor=outsider, items=["name"], text="No.", now=NOW
        )
    with pytest.raises(PostNeeded):
        organisation_suspend(organisation=organisation, actor=outsider, reason="No.", now=NOW)
    done = organisation_verify(organisation=organisation, actor=officer(HOME), now=NOW)
    assert done.status == OrganisationStatus.VERIFIED


def test_the_desk_shows_each_office_its_own(client):
    ours = OrganisationFactory.create(province=Province.JIANGSU, pending=True)
    theirs = OrganisationFactory.create(province=Province.SHANGHAI, pending=True)
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(officer(HOME), backend=backend)
    page = client.get(reverse("admin:accounts_organisation_changelist")).content.decode()
    assert ours.name_zh in page
    assert theirs.name_zh not in page
    one = reverse("admin:accounts_organisation_change", args=[ours.pk])
    assert reverse("admin:accounts_organisation_verify", args=[ours.pk]) in (
        client.get(one).content.decode()
    )
    assert (
        client.get(reverse("admin:accounts_organisation_change", args=[theirs.pk])).status_code
        == 404
    )
    client.force_login(officer(SHANGHAI), backend=backend)
    page = client.get(one).content.decode()
    assert reverse("admin:accounts_organisation_verify", args=[ours.pk]) not in page
