"""People, organisations, members, posts, invitations."""

from datetime import UTC, datetime, timedelta

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from accounts.enums import MemberRole, OrganisationStatus, PostRole, Province
from accounts.models import Membership, MembershipInvitation, Organisation, Post, User
from accounts.rules import uscc_check_character
from offices.models import Office

PASSWORD = "harbour-lantern-42"
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def uscc(number: int) -> str:
    """Make a valid company code of Pudong from a running number (main check character only)."""
    body = f"91310115MA1K{number:05d}"
    return body + uscc_check_character(body)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        officer = factory.Trait(is_staff=True)

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def email_address(self, create, extracted, **kwargs):
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    class Params:
        pending = factory.Trait(status=OrganisationStatus.PENDING, handed_in_at=NOW)
        verified = factory.Trait(
            status=OrganisationStatus.VERIFIED,
            handed_in_at=NOW,
            checked_at=NOW,
            checked_by=factory.SubFactory(UserFactory, officer=True),
        )
        returned = factory.Trait(
            status=OrganisationStatus.RETURNED,
            handed_in_at=NOW,
            checked_at=NOW,
            checked_by=factory.SubFactory(UserFactory, officer=True),
            returned_items=[{"item": "licence"}, {"text": "The copy cannot be read."}],
        )
        suspended = factory.Trait(
            status=OrganisationStatus.SUSPENDED,
            checked_at=NOW,
            checked_by=factory.SubFactory(UserFactory, officer=True),
        )

    name_zh = factory.Sequence(lambda n: f"上海示例{n}号有限公司")
    name_en = factory.Sequence(lambda n: f"Shanghai Example No. {n} Co., Ltd.")
    uscc = factory.Sequence(uscc)
    province = Province.SHANGHAI
    district = "Pudong New Area"
    registered_address = "浦东新区示例路1号"
    legal_representative = "示例代表"
    handler_name = "示例经办"
    handler_phone = "+86 138 0013 8000"
    handler_email = "handler@example.org"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = MemberRole.OWNER


class MembershipInvitationFactory(DjangoModelFactory):
    class Meta:
        model = MembershipInvitation

    class Params:
        asked = factory.Trait(requested=True)

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Sequence(lambda n: f"colleague{n}@example.org")
    role = MemberRole.SUBMITTER
    invited_by = factory.SubFactory(UserFactory)
    created_at = NOW
    expires_at = NOW + timedelta(days=14)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    officer = factory.SubFactory(UserFactory, officer=True)
    office = factory.LazyFunction(lambda: Office.objects.get(code="pvg-port-visa"))
    role = PostRole.REVIEWER
