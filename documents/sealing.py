"""The electronic seal: a PAdES signature over the finished PDF."""

import functools
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from documents.keys import seal_is_specimen, seal_pkcs12

FIELD = "Seal"


def pdf_seal(data: bytes) -> bytes:
    """Seal a PDF so that any later change shows. The pages themselves stay as they are.

    The demonstration's certificate says SPECIMEN in its name; it is not a national electronic seal
    (Online Government Services Provisions, article 9).
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter

    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason="SPECIMEN 示范" if seal_is_specimen() else "Port Visa Notification 口岸签证通知单",
        location="Shanghai",
    )
    spec = SigFieldSpec(FIELD, readable_field_name="Electronic seal 电子印章")
    out = io.BytesIO()
    signer = signers.PdfSigner(metadata, signer=_signer(*seal_pkcs12()), new_field_spec=spec)
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    _apart(lambda: signer.sign_pdf(writer, output=out))
    return out.getvalue()


def _apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: pyHanko starts an event loop, and this one may have one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()


@functools.lru_cache(maxsize=2)
def _signer(pkcs12: bytes, password: bytes | None):  # type: ignore[no-untyped-def]
    from pyhanko.sign import signers
    from pyhanko.sign.general import SigningError

    sentence = "SEAL_PKCS12 cannot be opened: check the file and its password."
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=password)
    except (SigningError, ValueError, OSError) as error:
        raise ImproperlyConfigured(sentence) from error
    if signer is None:
        raise ImproperlyConfigured(sentence)
    return signer


def seal_check(data: bytes) -> bool:
    """Whether a PDF carries an unbroken seal of the configured certificate over all its bytes."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    reader = PdfFileReader(io.BytesIO(data))
    if not reader.embedded_signatures:
        return False
    ours = _signer(*seal_pkcs12()).signing_cert
    context = ValidationContext(trust_roots=[ours], allow_fetching=False)
    signature = reader.embedded_signatures[0]
    status = _apart(lambda: validate_pdf_signature(signature, context))
    return bool(status.intact and status.valid and status.signing_cert.dump() == ours.dump())
