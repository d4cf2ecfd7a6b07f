"""Which office decides for which port: dated rows for administrators."""

from django.contrib import admin

from applications.admin.dated import EndingRowAdmin
from port_visa.models import PortRoute


@admin.register(PortRoute)
class PortRouteAdmin(EndingRowAdmin):
    list_display = ["port", "office", "on_request", "valid_from", "valid_until", "legal_basis"]
    list_select_related = ["port", "office"]
    fields = ["port", "office", "on_request", "legal_basis", "valid_from", "valid_until"]
