"""Who has an identity at the provider, and how the portal introduces itself there."""

from dataclasses import dataclass

PASSWORD = "river-lantern-42"
CLIENT_ID = "portal"
CLIENT_SECRET = "only-for-tests: &+%"  # signs that a form has to encode
CALLBACK = "/account/identity/callback/"


@dataclass(frozen=True)
class Holder:
    """Somebody with an identity. ``confirmed``: the provider has confirmed the e-mail address."""

    login: str
    name: str
    email: str = ""
    confirmed: bool = True


WEI = Holder("wei", "Wei Min 魏敏", "wei.min@example.org")
LENA = Holder("lena", "Lena Okafor", "lena@example.org")
NOMAIL = Holder("nomail", "No Mail")
UNCONFIRMED = Holder("unconfirmed", "Un Confirmed", "unconfirmed@example.org", confirmed=False)
HOLDERS = (WEI, LENA, NOMAIL, UNCONFIRMED)
