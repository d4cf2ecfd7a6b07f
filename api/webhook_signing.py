"""Signatures of webhooks, and the secret behind them, sealed at rest.

``signature_check`` is for receivers: docs/api.md prints it, ``webhook_listen`` runs it.
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

HEADER = "Portal-Signature"
PREFIX = "whsec_"


def secret_new() -> str:
    """Draw a secret of 256 bits."""
    return PREFIX + secrets.token_urlsafe(32)


def _box() -> MultiFernet:
    """Opens what an earlier SECRET_KEY sealed as long as it is among the fallbacks."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"webhooks:" + str(key).encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    return _box().decrypt(sealed.encode()).decode()


def signature(secret: str, body: bytes, now: datetime) -> str:
    """HMAC-SHA256 over ``<seconds>.<body>``: an old letter that is sent again shows its age."""
    seconds = str(int(now.timestamp()))
    mac = hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"


def signature_check(secret: str, body: bytes, header: str, seconds: int) -> str:
    """Say why a delivery is not to be believed at this Unix time; empty when it is."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    stamp, mac = parts.get("t", ""), parts.get("v1", "")
    if not re.fullmatch("[0-9]{1,12}", stamp):
        return "the signature names no time"
    wanted = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(wanted.encode(), mac.encode("utf-8", "replace")):
        return "it was signed with another secret, or changed on its way"
    if abs(seconds - int(stamp)) > 300:
        return "it is more than five minutes old: somebody may have kept it and sent it again"
    return ""
