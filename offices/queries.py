"""Reads of places. Rows, never ``.values()``: that would skip the fallback of translations."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from offices.enums import OfficeKind
from offices.models import Office, Port, Zone

_ORDER = (
    OfficeKind.PORT_VISA_OFFICE,
    OfficeKind.PORT_VISA_CENTRE,
    OfficeKind.HEADQUARTERS,
    OfficeKind.BRANCH,
    OfficeKind.PARTNER_OFFICE,
)


def office_list() -> QuerySet[Office]:
    """List the offices that are open to the public, with their zones: where visas are had first."""
    kinds = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(_ORDER)]
    rank = Case(*kinds, default=Value(len(_ORDER)), output_field=IntegerField())
    return Office.objects.filter(active=True).order_by(rank, "code").prefetch_related("zones")


def offices_of_kind(*kinds: OfficeKind) -> QuerySet[Office]:
    """List the public offices of the given kinds."""
    return office_list().filter(kind__in=kinds)


def partner_office(province: str) -> Office | None:
    """Return the exit-entry office of a province that takes part in the transfer platform."""
    return partner_offices().filter(province=province, active=True).first()


def partner_offices() -> QuerySet[Office]:
    """List the offices of the transfer platform, those that no longer take part, too."""
    return Office.objects.filter(kind=OfficeKind.PARTNER_OFFICE)


def port_list() -> QuerySet[Port]:
    """List all ports of entry, those with a visa counter first, with their deciding offices."""
    return Port.objects.select_related("office").order_by("-issues_port_visas", "kind", "code")


def ports_with_counter() -> QuerySet[Port]:
    """List the ports at which a port visa can be had today."""
    return port_list().filter(issues_port_visas=True, office__active=True)


def zone_list(on: date) -> QuerySet[Zone]:
    """List the pilot zones that are in force on a day."""
    return Zone.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on)).filter(
        valid_from__lte=on
    )
