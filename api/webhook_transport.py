"""One POST to a stranger's server: only to public addresses, by https, no redirect followed.

The name is resolved once and the connection goes to the address that was checked, so that a name
which changes its address in between (DNS rebinding) leads nowhere inside.
"""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TIMEOUT = urllib3.Timeout(connect=5, read=10)
MOST_READ = 2000  # of the answer; only its status matters
HTTPS, HTTP = "https", "http"


class Unreachable(Exception):
    """The receiver could not be asked, or may not be; the text says why."""


class AddressRefused(ValidationError):
    """The address of an endpoint is not one that we send to."""

    def __init__(self) -> None:
        super().__init__(
            _("Give a public address that begins with https://, without a user name in it."),
            code="address",
        )


@dataclass(frozen=True)
class Target:
    """An address taken apart. ``loopback``: on this very machine, in the demonstration only."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Take an address apart; raises AddressRefused when its form alone forbids it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused from None
    schemes = (HTTPS, HTTP) if settings.PORTAL_DEMO else (HTTPS,)
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.password:
        raise AddressRefused
    path = parts.path or "/"
    path += f"?{parts.query}" if parts.query else ""
    if any(ord(sign) <= ord(" ") or ord(sign) > ord("~") for sign in parts.hostname + path):
        raise AddressRefused
    return Target(
        parts.scheme, parts.hostname, port or (443 if parts.scheme == HTTPS else 80), path
    )


def allowed(address: str) -> bool:
    """Whether a numeric address is one of the public internet; the demonstration may ask itself."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if settings.PORTAL_DEMO and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast


def address_of(target: Target) -> str:
    """Resolve the name; raises Unreachable when any of its addresses is a private one."""
    try:
        rows = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"name not found: {error}") from None
    found = [str(row[4][0]) for row in rows]
    if not found or not all(allowed(address) for address in found):
        raise Unreachable("the name leads to an address that is not public")
    return found[0]


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send; answers the HTTP status. Raises Unreachable."""
    target = target_of(url)
    address = address_of(target)
    standard = {HTTPS: 443, HTTP: 80}[target.scheme]
    name = target.host if target.port == standard else f"{target.host}:{target.port}"
    pool: urllib3.HTTPConnectionPool
    if target.scheme == HTTPS:
        pool = urllib3.HTTPSConnectionPool(
            address,
            target.port,
            timeout=TIMEOUT,
            server_hostname=target.host,
            assert_hostname=target.host,
            ssl_context=ssl.create_default_context(),
        )
    else:
        pool = urllib3.HTTPConnectionPool(address, target.port, timeout=TIMEOUT)
    try:
        answer = pool.request(
            "POST",
            target.path,
            body=body,
            headers={**headers, "Host": name},
            retries=False,
            redirect=False,
            preload_content=False,
        )
        answer.read(MOST_READ)
        return int(answer.status)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}"[:300]) from None
    finally:
        pool.close()
