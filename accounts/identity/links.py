"""Which account an identity opens: linking, unlinking, and what may not be."""

import structlog
from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib import messages
from django.db import connection, transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.identity.config import configuration, label
from accounts.identity.errors import IdentityProblem, Reason
from accounts.models import User

logger = structlog.get_logger(__name__)


def identity_of(user: User) -> SocialAccount | None:
    """Return the identity at the configured provider that opens this account, if any."""
    provider = configuration()
    if provider is None:
        return None
    return SocialAccount.objects.filter(user=user, provider=provider.issuer).first()


def identity_lock(login: SocialLogin) -> None:
    """Make everybody who comes with this identity, or with an e-mail address of its, wait.

    Until the transaction has ended. The addresses belong to it because two identities that give
    the same one would both find it free, and the second be led to a code that never comes.
    """
    account = login.account
    addresses = {f"address {address.email.lower()}" for address in login.email_addresses}
    with connection.cursor() as cursor:
        for key in sorted({f"identity {account.provider} {account.uid}", *addresses}):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


@transaction.atomic
def identity_link(request: HttpRequest, login: SocialLogin) -> None:
    """Let an identity open the account of who is signed in.

    :raises IdentityProblem: it opens another's already, the account has one, or somebody else
        has signed in meanwhile.
    """
    user = request.user
    if not isinstance(user, User) or login.state.get("user") != user.pk:
        raise IdentityProblem(Reason.LOST, "another person is signed in")
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if login.is_existing and login.user != user:
        raise IdentityProblem(Reason.OTHERS)
    if login.is_existing:
        messages.info(request, _("%(label)s was linked already.") % {"label": label()})
        return
    if identity_of(user):
        raise IdentityProblem(Reason.ALREADY)
    login.connect(request, user)
    request.session.cycle_key()
    logger.info("identity_linked", user=user.pk)
    messages.success(
        request, _("%(label)s is linked. You can sign in with it now.") % {"label": label()}
    )


@transaction.atomic
def identity_unlink(request: HttpRequest, user: User) -> None:
    """Let the identity open the account no longer, and tell the person by e-mail.

    :raises IdentityProblem: nothing else would open it.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    identity = identity_of(user)
    if identity is None:
        return
    if not _other_way_in(user):
        raise IdentityProblem(Reason.ONLY_WAY)
    identity.delete()
    request.session.cycle_key()
    logger.info("identity_unlinked", user=user.pk)
    account_adapter(request).send_notification_mail(
        "socialaccount/email/account_disconnected", user
    )
    messages.success(request, _("%(label)s is unlinked.") % {"label": label()})


def _other_way_in(user: User) -> bool:
    """A confirmed e-mail address gets codes; a passkey opens the account by itself."""
    if EmailAddress.objects.filter(user=user, verified=True).exists():
        return True
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return any(key.wrap().is_passwordless for key in keys)


@receiver(email_confirmed, dispatch_uid="accounts.identity.links")
def _drop_what_a_stranger_linked(
    sender: object, request: HttpRequest, email_address: EmailAddress, **_kwargs: object
) -> None:
    """Unlink an identity that gave an address as its own which somebody else has confirmed now.

    Else its owner could wait in an account that the address's owner opens by a code one day.
    """
    user = email_address.user
    others = EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk)
    records = get_authentication_records(request, user)
    if others.exists() or any(row.get("method") == "socialaccount" for row in records):
        return
    dropped, _rows = SocialAccount.objects.filter(user=user).delete()
    if dropped:
        logger.warning("identity_unlinked", user=user.pk, reason="address was another person's")
