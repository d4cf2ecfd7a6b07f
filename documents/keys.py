"""The keys that seal and sign. Production brings its own; the demonstration makes specimens.

``SIGNING_KEY_PEM`` may hold several PEM blocks: the first private key signs, every other one,
private or public, is only published, so that documents signed before a change still check.
"""

import functools
import os
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SPECIMEN_NAME = "SPECIMEN 示范 Port Visa Authority, Shanghai"
_BLOCK = re.compile(rb"-----BEGIN ([A-Z ]+)-----.*?-----END \1-----", re.DOTALL)
PublicKey = ec.EllipticCurvePublicKey


def signing_key() -> ec.EllipticCurvePrivateKey:
    """The key that signs the codes printed from now on."""
    return _keys(signing_pem())[0]


def public_keys() -> list[PublicKey]:
    """Every key that may have signed a code that is still out there; the current one first."""
    return _keys(signing_pem())[1]


def signing_pem() -> bytes:
    """The configured PEM blocks, or the demonstration's own, made on first use."""
    if settings.SIGNING_KEY_PEM:
        return str(settings.SIGNING_KEY_PEM).replace("\\n", "\n").encode()
    return _made_once("signing.pem", _new_signing_pem)


@functools.lru_cache(maxsize=8)
def _keys(pem: bytes) -> tuple[ec.EllipticCurvePrivateKey, list[PublicKey]]:
    private: list[ec.EllipticCurvePrivateKey] = []
    public: list[PublicKey] = []
    for block in _BLOCK.finditer(pem):
        if block[1] == b"PUBLIC KEY":
            key = serialization.load_pem_public_key(block[0])
        else:
            secret = serialization.load_pem_private_key(block[0], password=None)
            if isinstance(secret, ec.EllipticCurvePrivateKey):
                private.append(secret)
            key = secret.public_key()
        if not isinstance(key, PublicKey) or not isinstance(key.curve, ec.SECP256R1):
            raise ImproperlyConfigured("SIGNING_KEY_PEM: every key must be on the curve P-256.")
        public.append(key)
    if not private:
        raise ImproperlyConfigured("SIGNING_KEY_PEM: the first key must be a private P-256 key.")
    return private[0], public


def seal_is_specimen() -> bool:
    """True unless a real seal certificate is configured."""
    return not settings.SEAL_PKCS12


def seal_pkcs12() -> tuple[bytes, bytes | None]:
    """The seal's certificate and key as PKCS #12, and its passphrase."""
    if settings.SEAL_PKCS12:
        password = settings.SEAL_PKCS12_PASSWORD
        return Path(settings.SEAL_PKCS12).read_bytes(), password.encode() if password else None
    return _made_once("specimen-seal.p12", _new_specimen_seal), None


def _made_once(name: str, make) -> bytes:  # type: ignore[no-untyped-def]
    """A key file of the demonstration. Processes that start together end up with one file."""
    folder = Path(settings.DATA_DIR) / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{secrets.token_hex(8)}"
        draft.write_bytes(make())
        draft.chmod(0o600)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its file counts
        finally:
            draft.unlink()
    return path.read_bytes()


def _new_signing_pem() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _new_specimen_seal() -> bytes:
    """A self-made certificate that says in its name that it is none."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SPECIMEN_NAME)])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(
            x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        SPECIMEN_NAME.encode(), key, certificate, None, serialization.NoEncryption()
    )
