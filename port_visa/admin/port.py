"""The port officer's page: one field to scan into, the record, the decision, the next traveller."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from applications.admin.scope import port_offices
from applications.admin.steps.base import STATUS_CODES
from applications.deadlines import legal_date
from applications.services import opening_record
from documents.dates import days_in_words
from documents.models import IssuedDocument
from port_visa.forms.passage import EnterForm, GrantForm, RefuseForm, ScanForm, StepForm
from port_visa.looking import Asked, Look, look, told
from port_visa.models import PortDecision
from port_visa.passage import Passage, Stand, passage_of, passport_or_none, stand_of
from port_visa.rules.stay import extension_apply_by
from port_visa.rules.visit import last_lawful_day
from port_visa.services import port_enter, port_grant, port_refuse
from port_visa.services.passage import Seen
from port_visa.slips import Right, own_until, right_to_correct
from ui.desk import DeskPageView
from ui.numbers import whole_number


def stay_words(last: Any) -> dict[str, str]:
    """The last lawful day, and until when more can be asked for, in both languages."""
    return days_in_words({"last": last, "apply": extension_apply_by(last)})


def focus(step: StepForm, scan: ScanForm) -> None:
    """Put the cursor where the officer goes on: the first wrong field, or the first one."""
    names = step.to_fill
    shown = [field.name for field in step.visible_fields()]
    wrong = [name for name in shown if name in step.errors] if step.is_bound else []
    if wrong or names:  # else the button has it
        step.fields[(wrong or names)[0]].widget.attrs["autofocus"] = True
    del scan.fields["q"].widget.attrs["autofocus"]


def first_form(
    form_class: type[EnterForm], found: Look, passage: Passage, port: int | None, data: Any = None
) -> EnterForm:
    """The form that lets somebody in: on a Notification with the sticker, else without."""
    initial = {
        "expected_version": passage.case.version,
        "lines": found.lines,
        "stay_days": passage.stay_days,
        "port": port,
    }
    return form_class(
        data,
        initial=initial,
        read=bool(found.lines),
        ports=passage.ports,
        differs=found.differs,
    )


PORT_HERE = "port_here"  # session key: the port that the officer chose last
GRANT: tuple[str, type[EnterForm]] = ("grant", GrantForm)
ENTER: tuple[str, type[EnterForm]] = ("enter", EnterForm)


class PortPage(DeskPageView):
    """A page for a queue of tired people: small, without pictures, whole without scripts."""

    template_name = "port_visa/port/page.html"
    title = gettext_lazy("At the port")
    step = ""

    def may_enter(self) -> bool:
        return bool(port_offices(self.request))

    @cached_property
    def stand(self) -> Stand:
        return stand_of(self.officer)

    def port_here(self, passage: Passage) -> int | None:
        """Where the officer said to be last, else what follows from the document; None: ask."""
        said: int | None = self.request.session.get(PORT_HERE)
        if said in {port.pk for port in passage.ports}:
            return said
        return passage.here.pk if passage.here else None

    def page_context(self, **extra: Any) -> dict[str, Any]:
        """Leaves out the frame of the admin: its menu costs more than the whole page."""
        ports = [str(port) for port in self.stand.ports]
        return {"title": self.get_title(), "ports": ports, "form": ScanForm(), **extra}

    def show_look(self, found: Look, **extra: Any) -> HttpResponse:
        """Draw what was found. Seeing a person's data is a line in the log of their case."""
        passage = found.passage
        if passage is None or not found.shows_person:
            return self.show(look=found, form=self.next_scan(found), **extra)
        opening_record(application=passage.case, actor=self.officer, now=self.now)
        decision = None if passage.is_ready else passage.decision
        if decision and decision.last_day:
            extra.setdefault("words", stay_words(decision.last_day))
        if decision:
            extra["mend_until"] = self.mend_until(decision)
        if passage.is_ready and "refuse" not in extra:
            name, form = ENTER if passage.is_electronic else GRANT
            port = self.port_here(passage)
            extra.setdefault(name, first_form(form, found, passage, port))
            extra["last"] = last_lawful_day(legal_date(self.now), passage.stay_days)
        scan = self.next_scan(found)
        step = extra.get("refuse") or extra.get("enter") or extra.get("grant")
        if step and (self.step or (found.lines and not found.differs)):
            focus(step, scan)  # nothing left to scan
        return self.show(look=found, decision=decision, form=scan, **extra)

    def mend_until(self, made: PortDecision) -> datetime | None:
        """Until when this officer corrects what they mistyped; None when they cannot."""
        own = right_to_correct(self.officer, made, self.now) is Right.OWN
        return own_until(made) if own else None

    def next_scan(self, found: Look) -> ScanForm:
        """The empty field again, with what the page shows to go on from."""
        shown = found.passage.document.code if found.passage else ""
        return ScanForm(initial={"first": found.first_line, "shown": shown, "lines": found.lines})


class PortLookupView(PortPage):
    """GET looks and changes nothing; decisions are POSTs of their own."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "done" in request.GET:
            return self.done(request.GET["done"])
        if "q" not in request.GET:
            return self.show()
        form = ScanForm(request.GET)
        if not form.is_valid():
            return self.show(form=form)
        data = form.cleaned_data
        asked = Asked(data["q"], data["first"], data["shown"], data["lines"])
        return self.show_look(look(asked, self.stand, self.now), echo=data["q"])

    def done(self, key: str) -> HttpResponse:
        """What was just decided, to be read to the traveller; the field waits for the next."""
        rows = PortDecision.objects.select_related("application__traveller", "document", "port")
        pk = whole_number(key)
        made = rows.filter(pk=pk, officer=self.officer).first() if pk is not None else None
        words = stay_words(made.last_day) if made and made.last_day else None
        return self.show(made=made, words=words, mend_until=made and self.mend_until(made))


class DecideView(PortPage):
    """A decision: the first POST shows once more what will be, the second, confirmed, does it."""

    form_class: type[StepForm] = StepForm
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.found(kwargs["document"], request.GET.get("lines", ""))
        return self.ask(found, self.form_for(found, None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.found(kwargs["document"], request.POST.get("lines", ""))
        form = self.form_for(found, request.POST)
        if not form.is_valid() or form.cleaned_data["confirm"] == "no":
            return self.ask(found, form)
        try:
            if form.cleaned_data["confirm"] != "yes":
                return self.confirm(found, form)
            made = self.decide(found, form.cleaned_data)
            if chosen := form.cleaned_data.get("port"):
                request.session[PORT_HERE] = chosen
        except ValidationError as error:
            form.add_service_error(error)
            return self.ask(found, form, STATUS_CODES.get(getattr(error, "code", ""), 200))
        return HttpResponseRedirect(f"{reverse('admin:port_lookup')}?done={made.pk}")

    def found(self, key: UUID, lines: str) -> Look:
        """The document and the passport that came with it; 404 for what is not shown here."""
        document = IssuedDocument.objects.filter(pk=key).first()
        passage = passage_of(document, self.stand, self.now) if document else None
        if passage is None or not passage.ports:
            raise Http404
        return told(passage, passport_or_none(lines[:120], self.now), self.now)

    def form_for(self, found: Look, data: Any) -> StepForm:
        passage = _passage(found)
        initial = {
            "expected_version": passage.case.version,
            "lines": found.lines,
            "port": self.port_here(passage),
        }
        read = bool(found.lines)
        return self.form_class(data, initial=initial, read=read, ports=passage.ports)

    def letting_in(self, form_class: type[EnterForm], found: Look, data: Any) -> StepForm:
        passage = _passage(found)
        return first_form(form_class, found, passage, self.port_here(passage), data)

    def ask(self, found: Look, form: StepForm, status: int = 200) -> HttpResponse:
        """The form of this decision, beside the record."""
        return self.show_look(found, **{self.step: form, "asking": self.step, "status": status})

    def confirm(self, found: Look, form: StepForm) -> HttpResponse:
        """Everything once more, in words, as the service would do it; nothing was done yet."""
        with transaction.atomic():
            foreseen = self.decide(found, form.cleaned_data)
            transaction.set_rollback(True)
        words = stay_words(foreseen.last_day) if foreseen.last_day else None
        return self.show(
            confirming=self.step, look=found, step=form, form=None, made=foreseen, words=words
        )

    def decide(self, found: Look, data: dict[str, Any]) -> PortDecision:
        raise NotImplementedError

    def seen(self, found: Look, data: dict[str, Any]) -> Seen:
        return Seen(
            version=data["expected_version"],
            lines=found.lines,
            by_eye=data.get("by_eye", False),
            explanation=data.get("explanation", ""),
            port=data.get("port"),
        )


class GrantView(DecideView):
    """Grant the visa on a Notification."""

    title = gettext_lazy("Grant the visa")
    form_class = GrantForm
    step = "grant"

    def form_for(self, found: Look, data: Any) -> StepForm:
        return self.letting_in(GrantForm, found, data)

    def decide(self, found: Look, data: dict[str, Any]) -> PortDecision:
        return port_grant(
            document=_passage(found).document,
            visa_number=data["visa_number"],
            stay_days=data["stay_days"],
            seen=self.seen(found, data),
            actor=self.officer,
            now=self.now,
        )


class EnterView(DecideView):
    """Let somebody in on an electronic visa."""

    title = gettext_lazy("Entry on the electronic visa")
    form_class = EnterForm
    step = "enter"

    def form_for(self, found: Look, data: Any) -> StepForm:
        return self.letting_in(EnterForm, found, data)

    def decide(self, found: Look, data: dict[str, Any]) -> PortDecision:
        return port_enter(
            document=_passage(found).document,
            seen=self.seen(found, data),
            actor=self.officer,
            now=self.now,
        )


class RefuseView(DecideView):
    """Refuse at the port."""

    title = gettext_lazy("Refuse at the port")
    form_class = RefuseForm
    step = "refuse"

    def decide(self, found: Look, data: dict[str, Any]) -> PortDecision:
        return port_refuse(
            document=_passage(found).document,
            reason=data["reason"],
            seen=self.seen(found, data),
            actor=self.officer,
            now=self.now,
        )


def _passage(found: Look) -> Passage:
    assert found.passage is not None  # noqa: S101  DecideView.found made sure
    return found.passage
