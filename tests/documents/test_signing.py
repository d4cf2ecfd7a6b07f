"""The signed code and the seal: they check with the public part alone, and only when unchanged."""

import base64
import io
import json
import os
import threading
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.exceptions import ImproperlyConfigured

from documents import keys, sealing, signing
from documents.rendering import html_to_pdf
from tests.factories.documents import IssuedDocumentFactory

PEM = serialization.Encoding.PEM


def private_pem(key: ec.EllipticCurvePrivateKey) -> str:
    pkcs8, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(PEM, pkcs8, none).decode()


def public_pem(key: ec.EllipticCurvePrivateKey) -> str:
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(PEM, info).decode()


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_token_holds_the_fields_of_the_record() -> None:
    document = IssuedDocumentFactory.build()
    fields = signing.payload_fields(document)
    assert fields["nam"] == "ERIKSSON, ANNA MARIA"
    assert (fields["ppn"], fields["dob"], fields["nat"]) == ("L898902C3", "1974-08-12", "UTO")
    assert (fields["ent"], fields["dur"], fields["cat"]) == (1, 15, "M")
    assert signing.payload_verify(signing.payload_sign(fields)) == fields


def test_unknown_birth_date_is_signed_as_printed() -> None:
    document = IssuedDocumentFactory.build()
    document.facts |= {"birth_date": None, "birth_date_mrz": "74<<<<"}
    assert signing.payload_fields(document)["dob"] == "74<<<<"


def test_checks_with_nothing_but_the_published_keys() -> None:
    """As the documentation tells others to do it, without this portal's code."""
    token = signing.payload_sign({"num": "沪口签通〔2026〕第000001号"})
    head, body, signature = token.split(".")
    [key] = signing.keys_published()["keys"]
    assert json.loads(unpadded(head))["kid"] == key["kid"]
    x, y = (int.from_bytes(unpadded(key[part])) for part in "xy")
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    raw = unpadded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public.verify(der, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))


def test_changed_token_fails() -> None:
    head, _body, signature = signing.payload_sign({"num": "1"}).split(".")
    other = base64.urlsafe_b64encode(b'{"num":"2"}').decode().rstrip("=")
    with pytest.raises(jwt.InvalidSignatureError):
        signing.payload_verify(f"{head}.{other}.{signature}")


def test_token_without_a_signature_fails() -> None:
    with pytest.raises(jwt.InvalidTokenError):
        signing.payload_verify(jwt.encode({"num": "1"}, "", algorithm="none"))


def test_after_a_change_of_keys_old_tokens_still_check(settings) -> None:
    old, new = new_key(), new_key()
    settings.SIGNING_KEY_PEM = private_pem(old)
    token = signing.payload_sign({"num": "1"})
    settings.SIGNING_KEY_PEM = private_pem(new) + public_pem(old)
    assert signing.payload_verify(token) == {"num": "1"}
    assert len(signing.keys_published()["keys"]) == 2
    fresh = signing.payload_sign({"num": "2"})
    assert jwt.get_unverified_header(fresh)["kid"] == signing.key_id(new.public_key())
    settings.SIGNING_KEY_PEM = private_pem(new)
    with pytest.raises(jwt.InvalidTokenError):
        signing.payload_verify(token)


def test_key_may_come_on_one_line(settings) -> None:
    settings.SIGNING_KEY_PEM = private_pem(new_key()).replace("\n", "\\n")
    assert signing.payload_verify(signing.payload_sign({"a": 1})) == {"a": 1}


@pytest.mark.parametrize(
    "pem",
    [
        "nonsense",
        public_pem(new_key()),
        private_pem(ec.generate_private_key(ec.SECP384R1())),
    ],
)
def test_wrong_key_is_told(settings, pem) -> None:
    settings.SIGNING_KEY_PEM = pem
    with pytest.raises(ImproperlyConfigured, match="SIGNING_KEY_PEM"):
        signing.payload_sign({"a": 1})


def test_demo_keys_are_made_once_even_by_many(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    seen: set[bytes] = set()
    threads = [threading.Thread(target=lambda: seen.add(keys.signing_pem())) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 1
    assert os.stat(tmp_path / "keys" / "signing.pem").st_mode & 0o077 == 0


# The seal


@pytest.fixture(scope="module")
def plain() -> bytes:
    return html_to_pdf("<html lang=en><title>t</title><p>Hello 你好")


def test_sealed_pdf_verifies_and_is_marked_as_a_specimen(plain: bytes) -> None:
    sealed = sealing.pdf_seal(plain)
    assert sealed.startswith(plain), "sealing only adds"
    assert sealing.seal_check(sealed)
    assert keys.seal_is_specimen()
    certificate = sealing._signer(*keys.seal_pkcs12()).signing_cert
    assert "SPECIMEN" in certificate.subject.human_friendly
    assert "示范" in certificate.subject.human_friendly


def test_changed_or_unsealed_pdf_does_not_verify(plain: bytes) -> None:
    sealed = sealing.pdf_seal(plain)
    at = sealed.index(b"/Title")
    assert not sealing.seal_check(sealed[:at] + b"/Titel" + sealed[at + 6 :])
    assert not sealing.seal_check(plain)


def test_seal_of_another_certificate_does_not_count(plain: bytes, settings, tmp_path) -> None:
    sealed = sealing.pdf_seal(plain)
    other = tmp_path / "seal.p12"
    other.write_bytes(keys._new_specimen_seal())
    settings.SEAL_PKCS12 = str(other)
    assert not sealing.seal_check(sealed)


def test_real_certificate_is_used_with_its_password(plain: bytes, settings, tmp_path) -> None:
    key, certificate, _others = pkcs12.load_key_and_certificates(keys._new_specimen_seal(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    locked = serialization.BestAvailableEncryption(b"secret")
    file = tmp_path / "real.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"s", key, certificate, None, locked))
    settings.SEAL_PKCS12, settings.SEAL_PKCS12_PASSWORD = str(file), "secret"
    assert not keys.seal_is_specimen()
    assert sealing.seal_check(sealing.pdf_seal(plain))
    settings.SEAL_PKCS12_PASSWORD = "wrong"
    with pytest.raises(ImproperlyConfigured, match="SEAL_PKCS12"):
        sealing.pdf_seal(plain)


def test_pdf_has_one_signature_field_with_a_name_for_readers(plain: bytes) -> None:
    from pypdf import PdfReader

    fields = PdfReader(io.BytesIO(sealing.pdf_seal(plain))).get_fields() or {}
    assert list(fields) == ["Seal"]
