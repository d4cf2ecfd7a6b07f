"""The id token: what is wrong with it is found, whoever sent it; what is right passes."""

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from accounts.models import User
from tests.accounts.identity.conftest import leave, through, words_of
from tests.accounts.test_signin import url
from tests.support.crooked import CLIENT, EC_KEY, OTHER_KEY, SECRET, Crooked, as_jwk, rsa_key

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning"),  # so it is
]
Change = Callable[[Crooked], object]
PEM = OTHER_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def said(**claims: Any) -> Change:
    return lambda crooked: crooked.claims.update(claims)


def signed(key: Any, algorithm: str, kid: str | None = "first") -> Change:
    def change(crooked: Crooked) -> None:
        crooked.signer = key, algorithm
        crooked.header = {"kid": kid} if kid else {}

    return change


def at(seconds: int) -> int:
    return int(time.time()) + seconds


def short_key(crooked: Crooked) -> None:
    key = rsa_key(1024)
    crooked.signer, crooked.keys = (key, "RS256"), [as_jwk(key, "first")]


def by_public_key(crooked: Crooked) -> None:
    """HMAC with the published key as the secret: who takes the header's word accepts it."""
    crooked.token["id_token"] = jwt.api_jws.encode(
        b"{}", "x" * 32, algorithm="HS256", headers={"kid": "first"}
    )
    crooked.keys = [{**as_jwk(OTHER_KEY, "first"), "kty": "oct", "k": PEM.decode()}]


def two_of_one_name(crooked: Crooked) -> None:
    crooked.keys.append(as_jwk(OTHER_KEY, "first"))


def for_encryption(crooked: Crooked) -> None:
    crooked.keys[0]["use"] = "enc"


def broken_key(crooked: Crooked) -> None:
    crooked.keys[0]["n"] = "AQAB"


WRONG: dict[str, Change] = {
    "nonce of another sign-in": said(nonce="of-another"),
    "no nonce": said(nonce=None),
    "nonce that is no text": said(nonce=["x"]),
    "expired": lambda crooked: crooked.claims.update(exp=at(-120), iat=at(-400)),
    "never expires": said(exp=None),
    "expiry that is no number": said(exp="soon"),
    "expiry beyond all numbers": said(exp=1e400),
    "issued in the future": lambda crooked: crooked.claims.update(iat=at(600), exp=at(900)),
    "issued at no time": said(iat=None),
    "for another client": said(aud="another"),
    "for nobody": said(aud=None),
    "for several, for whom first is not said": said(aud=[CLIENT, "another"]),
    "for several, another first": said(aud=[CLIENT, "another"], azp="another"),
    "another party": said(azp="another"),
    "another issuer": said(iss="https://other.example"),
    "issuer with a slash more": lambda crooked: crooked.claims.update(iss=f"{crooked.issuer}/"),
    "no issuer": said(iss=None),
    "no subject": said(sub=None),
    "empty subject": said(sub=""),
    "subject with a NUL": said(sub="a\x00b"),
    "subject too long": said(sub="x" * 256),
    "another access token": said(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "signed by somebody else": signed(OTHER_KEY, "RS256"),
    "unknown key": signed(OTHER_KEY, "RS256", "unheard-of"),
    "not signed": signed(None, "none"),
    "signed with our secret": signed(SECRET.ljust(64), "HS256"),
    "signed with the public key as secret": by_public_key,
    "elliptic curve under an RSA key's name": signed(EC_KEY, "ES256"),
    "another hash": lambda crooked: signed(crooked.signer[0], "RS512")(crooked),
    "short key": short_key,
    "two keys of one name": two_of_one_name,
    "key for encryption": for_encryption,
    "key that is none": broken_key,
    "no token": lambda crooked: crooked.token.update(id_token=None),
    "garbage": lambda crooked: crooked.token.update(id_token="a.b.c"),
    "half a token": lambda crooked: crooked.token.update(id_token="eyJhbGciOiJSUzI1NiJ9"),
    "userinfo of somebody else": lambda crooked: crooked.answers.update(
        userinfo=(200, "application/json", b'{"sub": "0002", "email": "x@example.org"}')
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_token_that_is_not_right_signs_nobody_in(
    client: Client, crooked: Crooked, name: str
) -> None:
    WRONG[name](crooked)
    language = ("en", "zh-hans")[len(name) % 2]
    words = words_of(client, through(client, crooked, language))
    if language == "en":
        assert "The answer from City Identity could not be verified, so nobody was signed" in words
        assert "Sign in another way" in words
    else:
        assert "城市统一认证的答复未能通过验证，因此没有登录。" in words
        assert "使用其他方式登录" in words
    assert not client.session.get("_auth_user_id")
    assert not User.objects.exists()


def new_key(crooked: Crooked) -> None:
    crooked.keys.append(as_jwk(OTHER_KEY, "second"))
    signed(OTHER_KEY, "RS256", "second")(crooked)


def elliptic(crooked: Crooked) -> None:
    crooked.keys.append(as_jwk(EC_KEY, "curve"))
    signed(EC_KEY, "ES256", "curve")(crooked)


RIGHT: dict[str, Change] = {
    "as it comes": lambda crooked: None,
    "elliptic curve": elliptic,
    "the only key, without a name": lambda crooked: crooked.header.clear(),
    "expired half a minute ago by our clock": lambda crooked: crooked.claims.update(exp=at(-30)),
    "issued in half a minute by our clock": lambda crooked: crooked.claims.update(iat=at(30)),
    "for several, for us first": said(aud=[CLIENT, "another"], azp=CLIENT),
    "no hash of the access token": said(at_hash=None),
    "a list of one": said(aud=[CLIENT]),
    "the secret in the body": lambda crooked: crooked.discovery.update(
        token_endpoint_auth_methods_supported=["client_secret_post"]
    ),
    "names itself": lambda crooked: crooked.discovery.update(
        authorization_endpoint=f"{crooked.issuer}/authorize?tenant=1"
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_token_signs_in(client: Client, crooked: Crooked, name: str) -> None:
    RIGHT[name](crooked)
    assert through(client, crooked)["Location"] == url("dashboard")
    assert SocialAccount.objects.get().uid == "0001"


def test_a_new_key_is_asked_for_once(crooked: Crooked) -> None:
    """Who makes up key names does not make us ask for the keys each time."""
    through(Client(), crooked)
    new_key(crooked)
    client = Client()
    assert through(client, crooked)["Location"] == url("dashboard")
    assert crooked.asked.count("jwks") == 2
    signed(OTHER_KEY, "RS256", "made-up")(crooked)
    for _ in range(3):
        visitor = Client()
        assert "could not be verified" in words_of(visitor, through(visitor, crooked))
    assert crooked.asked.count("jwks") == 2
    assert crooked.asked.count("discovery") == 1


def test_a_long_subject_is_kept_as_its_digest(client: Client, crooked: Crooked) -> None:
    crooked.person["sub"] = "x" * 255
    through(client, crooked)
    assert SocialAccount.objects.get().uid.startswith("sha256:")
    through(Client(), crooked)
    assert SocialAccount.objects.count() == 1


def test_the_issuer_may_name_itself_beside_the_code(client: Client, crooked: Crooked) -> None:
    crooked.discovery["authorization_response_iss_parameter_supported"] = True
    back = crooked.authorise(leave(client), iss=crooked.issuer)
    answer = client.get(back.removeprefix("http://testserver"))
    assert answer["Location"] == url("dashboard")
    for more in ({}, {"iss": "https://other.example"}):
        visitor = Client()
        back = crooked.authorise(leave(visitor), **more)
        answer = visitor.get(back.removeprefix("http://testserver"))
        assert "could not be verified" in words_of(visitor, answer)
