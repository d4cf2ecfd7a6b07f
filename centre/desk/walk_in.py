"""At the window: find who invites, open a case, go on in the inviter's own pages."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from centre.inviters import SHORTEST, inviters_found, opened_drafts
from centre.permissions import centres_of
from port_visa.models import Professional
from port_visa.services import invitation_open
from ui.desk import DeskForm, DeskPageView


class SearchForm(DeskForm):
    who = forms.CharField(
        label=_("Company code, or part of the name"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class WalkIn(DeskPageView):
    """A search; each inviter found has a button that opens a case."""

    template_name = "centre/desk/walk_in.html"
    title: ClassVar[str | Promise] = _("Open a case at the window")

    def allowed(self) -> bool:
        return bool(centres_of(self.request.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = request.GET.get("who", "")[:100]
        centres = centres_of(request.user)
        return self.show(
            form=SearchForm(initial={"who": text}),
            searched=len(text.strip()) >= SHORTEST,
            found=inviters_found(text),
            drafts=opened_drafts(self.officer, centres),
            centre=centres[0],
            press=uuid4(),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            invitation = invitation_open(
                office=centres_of(request.user)[0],
                press=_key(request, "press") or uuid4(),
                actor=self.officer,
                now=self.now,
                language=get_language() or "en",
                **self.inviter(),
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(reverse("admin:centre_walk_in"))
        return HttpResponseRedirect(reverse("invitation", args=[invitation.pk]))

    def inviter(self) -> dict[str, Any]:
        """The inviter whose button was pressed."""
        body, person = _key(self.request, "organisation"), _key(self.request, "professional")
        found: dict[str, Any] = {
            "organisation": Organisation.objects.filter(pk=body).first() if body else None,
            "professional": Professional.objects.filter(pk=person).first() if person else None,
        }
        if (found["organisation"] is None) == (found["professional"] is None):
            raise Http404
        return found


def _key(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None
