"""The filing of an organisation for electronic visas: where it stands, ask for it, renew it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.permissions import is_owner
from accounts.views.common import organisation_page
from applications.deadlines import legal_date
from port_visa import services
from port_visa.enums import FilingStatus, VisaCategory
from port_visa.filings import filing_of, may_be_filed, renewal_opens
from port_visa.forms.filing import FilingForm
from port_visa.models import OrganisationFiling
from port_visa.parameters import limits_on
from port_visa.views.common import actor_of
from ui.steps import Step

TEMPLATE = "port_visa/filing.html"


@organisation_page()
def organisation_filing(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Every member sees where the filing stands; an owner asks for it, and for its renewal."""
    now = timezone.now()
    filing = filing_of(organisation.pk)
    context = _standing(request, organisation, filing, now)
    if not context["may_ask"]:
        if request.method == "POST" and not is_owner(request.user, organisation):
            raise PermissionDenied
        return render(request, TEMPLATE, context)

    def save(form: Any) -> None:
        services.filing_request(
            organisation=organisation,
            statement=form.cleaned_data["statement"],
            actor=actor_of(request),
            now=now,
        )
        messages.success(request, _("We received it. Nothing more is needed from you now."))

    initial = {"statement": filing.statement if filing else ""}
    return Step(
        template=TEMPLATE,
        form=partial(FilingForm, initial=initial),
        save=save,
        onward=lambda: reverse("organisation_filing", args=[organisation.pk]),
        context=context,
    ).respond(request)


def _standing(
    request: HttpRequest,
    organisation: Organisation,
    filing: OrganisationFiling | None,
    now: datetime,
) -> dict[str, Any]:
    today = legal_date(now)
    limits = limits_on(today)
    opens = renewal_opens(filing, today) if filing else None
    eligible = may_be_filed(organisation, today)
    may_ask = is_owner(request.user, organisation) and organisation.is_verified and eligible
    if filing is not None:
        suspended = filing.status == FilingStatus.SUSPENDED
        too_early = opens is not None and today < opens
        may_ask = may_ask and not (filing.waits or suspended or too_early)
    return {
        "organisation": organisation,
        "filing": filing,
        "limits": limits,
        "categories": [one.value for one in VisaCategory if limits.electronic_for(one.value)],
        "opens": opens,
        "ended": bool(filing and filing.valid_until and filing.valid_until < today),
        "eligible": eligible,
        "may_ask": may_ask,
        "is_owner": is_owner(request.user, organisation),
        "back": reverse("organisation", args=[organisation.pk]),
        "back_text": _("Back to the organisation"),
    }
