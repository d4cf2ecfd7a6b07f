"""Dated numbers of the interface, for administrators."""

from django.contrib import admin

from api.models import ApiParameter
from applications.admin.dated import DatedRowAdmin


@admin.register(ApiParameter)
class ApiParameterAdmin(DatedRowAdmin):
    list_display = ["code", "value", "valid_from", "legal_basis"]
    search_fields = ["code"]
    fields = ["code", "value", "legal_basis", "valid_from"]
