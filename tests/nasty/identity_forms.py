"""Forms of those who sign in with an identity from elsewhere."""

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.test import Client, RequestFactory

from accounts.identity.provider import IdentityProvider
from accounts.models import User
from tests.nasty.forms import FormPage, Place

PROVIDER: dict[str, str] = settings.IDENTITY_PROVIDER or {}
ISSUER = PROVIDER["issuer"]


def newcomer(place: Place) -> str:
    """The page on which somebody who has come from the provider gives an e-mail address."""
    client = place.world.clients["newcomer"] = Client()
    app = SocialApp(
        provider="openid_connect",
        provider_id=ISSUER,
        client_id=PROVIDER["client_id"],
    )
    login = SocialLogin(
        user=User(name="Ada Byron"),
        account=SocialAccount(provider=ISSUER, uid="0001", extra_data={"name": "Ada Byron"}),
        provider=IdentityProvider(RequestFactory().get("/"), app=app),
    )
    login.state = {"process": "login", "next": ""}
    session = client.session
    session["socialaccount_sociallogin"] = login.serialize()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return "/account/identity/email/"


def linked(place: Place) -> str:
    SocialAccount.objects.get_or_create(
        user=place.world.users["owner"], provider=ISSUER, uid="0002"
    )
    return "/account/identity/unlink/"


NEWCOMERS = [
    FormPage("newcomer's address", "newcomer", newcomer, {"email": "ada@example.org"}),
]
LINKED = [FormPage("unlink identity", "owner", linked)]
