"""Visits that new hours or a new calendar leave behind: their people are told and choose anew.

The visit itself stays as it is until somebody changes it. Whether it was told lies on its row, so
the sweep may run at once after a change, again, late, or side by side with itself.
"""

from datetime import datetime

from django.db import transaction

from notifications.enums import MessageEvent
from offices.models import Office
from visits.enums import BookingState
from visits.models import Booking
from visits.queries import visits_outside
from visits.services.common import visit_lock, visit_tell


def visits_strand(*, now: datetime) -> int:
    """Tell the people of every visit to come that lies outside its office's hours; return how many.

    Each is told once. A visit that lies within the hours again is told anew the next time.
    """
    to_come = Booking.objects.filter(state=BookingState.BOOKED, starts_at__gte=now)
    offices = Office.objects.filter(pk__in=to_come.values("office_id")).order_by("pk")
    told = 0
    for office in offices:
        outside = visits_outside(office=office, now=now)
        back = to_come.filter(office=office, stranded_at__isnull=False)
        back.exclude(pk__in=[visit.pk for visit in outside]).update(stranded_at=None)
        told += sum(_tell(visit, now) for visit in outside if visit.stranded_at is None)
    return told


@transaction.atomic
def _tell(visit: Booking, now: datetime) -> bool:
    fresh = visit_lock(visit)
    moved = (fresh.office_id, fresh.starts_at, fresh.seat) != (
        visit.office_id,
        visit.starts_at,
        visit.seat,
    )
    if moved or fresh.state != BookingState.BOOKED or fresh.stranded_at is not None:
        return False
    fresh.stranded_at = now
    fresh.save(update_fields=["stranded_at"])
    event = MessageEvent.VISIT_STRANDED
    visit_tell(booking=fresh, event=event, now=now, key=f"stranded-{now:%Y%m%d%H%M%S}")
    return True
