"""Dated numbers of the port visa, for administrators."""

from django.contrib import admin

from applications.admin.dated import DatedRowAdmin
from port_visa.models import PortVisaParameter


@admin.register(PortVisaParameter)
class PortVisaParameterAdmin(DatedRowAdmin):
    list_display = ["code", "value", "valid_from", "legal_basis"]
    search_fields = ["code"]
    fields = ["code", "value", "legal_basis", "valid_from"]
