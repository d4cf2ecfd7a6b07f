"""The residence permits issued here, as proof of living in Shanghai (``accounts.residence``)."""

from collections.abc import Iterator
from datetime import date

from accounts.enums import ResidenceProof
from accounts.models import User
from accounts.residence import Stay
from permits.models import ResidencePermit


def stays_of(user: User, on: date) -> Iterator[Stay]:
    """The person's residence permits that are in force on a day."""
    rows = ResidencePermit.objects.filter(
        holder__user=user, ended_on__isnull=True, valid_from__lte=on, valid_until__gte=on
    )
    for permit in rows.select_related("work_permit", "document", "application__traveller"):
        traveller = permit.application.traveller
        yield Stay(
            proof=ResidenceProof.WORK_RESIDENCE,
            category=permit.work_permit.category,
            number=permit.document.number,
            name=traveller.name_mrz,
            name_zh=traveller.name_zh,
            valid_until=permit.valid_until,
        )
