"""Who a permit belongs to: one person, one number, across passports and employers."""

from datetime import datetime

from django.db import IntegrityError, transaction

from applications.errors import InvalidReference
from applications.models import Application, Traveller
from applications.references import reference_new, reference_normalise
from permits.models import PermitApplication, PermitHolder

NUMBER_PREFIX = "WP"
ATTEMPTS = 5


def holder_find(application: Application, permit: PermitApplication) -> PermitHolder | None:
    """The person's record, by the passport, or by the number and the birth date they gave.

    A number alone is not enough: it is printed on papers that others see. Names are never compared.
    """
    traveller = application.traveller
    same_passport = PermitHolder.objects.filter(**_key(traveller)).first()
    if same_passport or not permit.permit_number:
        return same_passport
    try:
        number = reference_normalise(permit.permit_number)
    except InvalidReference:  # a number that another system gave
        return None
    born = traveller.birth_date_mrz
    return PermitHolder.objects.filter(number=number, birth_date_mrz=born).first()


def holder_ensure(
    *, application: Application, permit: PermitApplication, now: datetime
) -> PermitHolder:
    """Find or begin the person's record, and bring its passport up to date."""
    found = holder_find(application, permit)
    if found is None:
        return _begin(application, now)
    for name, value in {**_key(application.traveller), "user": application.person}.items():
        if value is not None:
            setattr(found, name, value)
    found.save()
    return found


def _key(traveller: Traveller) -> dict[str, str]:
    return {
        "issuing_state": traveller.issuing_state,
        "document_number": traveller.document_number,
        "birth_date_mrz": traveller.birth_date_mrz,
    }


def _begin(application: Application, now: datetime) -> PermitHolder:
    """Draw a number; one that is taken is drawn again."""
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return PermitHolder.objects.create(
                    number=reference_new(NUMBER_PREFIX),
                    user=application.person,
                    created_at=now,
                    **_key(application.traveller),
                )
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")
