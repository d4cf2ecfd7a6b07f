"""Who I am here, and the ports to choose from."""

from typing import ClassVar

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.enums import Scope
from api.queries import ports_of
from api.serializers.applications import OrganisationSerializer, PortSerializer
from api.serializers.transfers import OfficeSerializer
from api.views.base import ApiView
from applications.deadlines import legal_date

TAG = "Reference"


class Myself(ApiView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.CASES_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="myself",
        summary=_("See for whom this client acts, and what it may do"),
        responses={200: OrganisationSerializer},
    )
    def get(self, request: Request) -> Response:
        client = self.client
        if client.organisation is None:
            raise Http404
        facts = {
            **{f: getattr(client.organisation, f) for f in ("id", "name_zh", "name_en", "uscc")},
            "status": client.organisation.status,
            "client": client.name,
            "scopes": client.scopes,
            "requests_per_minute": client.requests_per_minute,
        }
        return self.show(dict(OrganisationSerializer(facts).data))


class MyOffice(ApiView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.TRANSFERS_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="my_office",
        summary=_("See for which partner office this client acts, and what it may do"),
        responses={200: OfficeSerializer},
    )
    def get(self, request: Request) -> Response:
        client = self.client
        if client.office is None:
            raise Http404
        facts = {
            **{f: getattr(client.office, f) for f in ("code", "name", "province")},
            "client": client.name,
            "scopes": client.scopes,
            "requests_per_minute": client.requests_per_minute,
        }
        return self.show(dict(OfficeSerializer(facts).data))


class Ports(ApiView):
    scopes: ClassVar[dict[str, str]] = {"GET": Scope.CASES_READ}

    @extend_schema(
        tags=[TAG],
        operation_id="ports_list",
        summary=_("List the ports that you can choose, and for which visa"),
        description=_(
            "Only what your organisation can apply for today: the electronic port visa is there "
            "while its filing is in force."
        ),
        responses={200: PortSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        rows = ports_of(self.client, legal_date(self.now))
        return Response(PortSerializer(rows, many=True).data)
