"""The signed code in the QR: a compact JWS (RFC 7515), ES256, that a phone can check offline.

Its fields follow those that ICAO lists for a digital travel authorization; no conformity with any
ICAO format is claimed. docs/document-check.md describes it for those who write a checking program.
"""

import base64
import hashlib
import json
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from documents.keys import PublicKey, public_keys, signing_key
from documents.models import IssuedDocument
from documents.registry import document_type

ALGORITHM = "ES256"


def payload_fields(document: IssuedDocument) -> dict[str, Any]:
    """What is signed, from the record. Keys are short because the QR must stay readable."""
    facts = document.facts
    kind = document_type(document.kind)
    return {
        "typ": kind.signed_as,
        "num": document.number,
        "cod": document.code,
        "ver": document.version,
        "nam": name_of(facts),
        "ppn": facts["document_number"],
        "dob": facts.get("birth_date") or facts.get("birth_date_mrz", ""),
        "nat": facts["nationality"],
        "sex": facts["sex"],
        "vfr": facts["issued_on"],
        "vto": facts["valid_until"],
        **kind.signed(facts),
    }


def name_of(facts: dict[str, Any]) -> str:
    """Surname, comma, given names as in the machine-readable zone; one of them if only one."""
    return ", ".join(part for part in (facts["name_primary"], facts["name_secondary"]) if part)


def payload_sign(fields: dict[str, Any]) -> str:
    """A token of ``fields``, signed with the current key."""
    key = signing_key()
    return jwt.encode(fields, key, algorithm=ALGORITHM, headers={"kid": key_id(key.public_key())})


def payload_verify(token: str) -> dict[str, Any]:
    """The fields of a token that a published key signed. Raises ``jwt.InvalidTokenError``."""
    wanted = jwt.get_unverified_header(token).get("kid")
    for key in public_keys():
        if key_id(key) == wanted:
            return jwt.decode(token, key, algorithms=[ALGORITHM])
    raise jwt.InvalidTokenError("no published key has this identifier")


def key_id(key: PublicKey) -> str:
    """The key's thumbprint (RFC 7638), shortened to 16 signs."""
    members = json.dumps(_jwk(key), sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(members.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:16]


def keys_published() -> dict[str, list[dict[str, str]]]:
    """The public keys as a JWK set (RFC 7517)."""
    return {
        "keys": [
            {**_jwk(key), "kid": key_id(key), "use": "sig", "alg": ALGORITHM}
            for key in public_keys()
        ]
    }


def check_address(document: IssuedDocument, token: str = "") -> str:
    """The address in the QR: short, and with the token where servers do not see it."""
    fragment = f"#{token}" if token else ""
    return f"{settings.PORTAL_BASE_URL}/v/{document.code}{fragment}"


def _jwk(key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    numbers = key.public_numbers()
    return {
        "crv": "P-256",
        "kty": "EC",
        "x": base64.urlsafe_b64encode(numbers.x.to_bytes(32)).decode().rstrip("="),
        "y": base64.urlsafe_b64encode(numbers.y.to_bytes(32)).decode().rstrip("="),
    }
