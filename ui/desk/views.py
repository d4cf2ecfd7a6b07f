"""Pages of the desk that are not lists: about an object, or the confirm page of a button."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views import View

from ui.desk.admin import DeskModelAdmin
from ui.desk.forms import DeskForm


@dataclass(frozen=True)
class Preview:
    """A letter as its reader will get it. ``language`` is a language code for the ``lang`` mark."""

    language: str
    language_name: str
    subject: str
    body: str


class DeskPageView(View):
    """A page about one object of a ``DeskModelAdmin`` (or about none), inside the admin's frame.

    Reached through ``custom_urls``, which hands over ``model_admin`` and has checked that the
    person is an officer. Sees only what ``model_admin.get_queryset`` shows to this officer.
    """

    model_admin: DeskModelAdmin
    template_name: str = "desk/page.html"
    title: ClassVar[str | Promise] = ""
    object: Any = None
    read_with: ClassVar[tuple[str, ...]] = ()  # relations that the page shows

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.model_admin = kwargs.pop("model_admin")
        self.now = timezone.now()
        if not self.may_enter():
            raise PermissionDenied
        if "object_id" in kwargs:
            self.object = self.get_object(kwargs["object_id"])
        if not self.allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def officer(self) -> Any:
        """Who is signed in: never anonymous, since the admin has let them in."""
        return self.request.user

    def get_object(self, object_id: str) -> Model:
        """Load the object among those this officer may see, with its parts; raises Http404."""
        rows = self.model_admin.get_queryset(self.request).select_related(*self.read_with)
        try:
            return rows.get(pk=rows.model._meta.pk.to_python(unquote(object_id)))
        except (rows.model.DoesNotExist, ValidationError, ValueError):
            raise Http404 from None

    def may_enter(self) -> bool:
        """Say whether this officer may open pages of this list at all; asked first."""
        return self.model_admin.has_view_permission(self.request)

    def allowed(self) -> bool:
        """Say whether this officer may open this page; no means 403."""
        return True

    def get_title(self) -> str:
        """The heading of the page."""
        return str(self.title)

    def page_context(self, **extra: Any) -> dict[str, Any]:
        """What every page in the admin's frame needs, and what this page adds."""
        request = self.request
        request.current_app = self.model_admin.admin_site.name
        return {
            **self.model_admin.admin_site.each_context(request),
            "title": self.get_title(),
            "subtitle": None,
            "opts": self.model_admin.opts,
            "model_admin": self.model_admin,
            "original": self.object,
            "object": self.object,
            "is_popup": False,
            "now": self.now,
            "media": "",
            "inline_admin_formsets": [],
            **extra,
        }

    def show(self, status: int = 200, **extra: Any) -> HttpResponse:
        """Draw the page."""
        return TemplateResponse(
            self.request, self.template_name, self.page_context(**extra), status=status
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()


class ConfirmView(DeskPageView, ABC):
    """The page behind a button: GET says what will happen and to whom, POST calls one service.

    Subclasses give ``form_class``, ``title``, ``button``, ``allowed()`` and ``perform()``; the rest
    is optional. Errors of the service (``ValidationError``) are shown as its sentence, with
    everything that was typed kept; ``error_status`` says with which HTTP status.
    """

    template_name = "desk/confirm.html"
    form_class: type[DeskForm] = DeskForm
    button: ClassVar[str | Promise] = ""
    danger: ClassVar[bool] = False
    can_preview: ClassVar[bool] = False  # adds "Preview the message", which changes nothing
    http_method_names = ["get", "post", "head", "options"]

    @abstractmethod
    def perform(self, form: DeskForm, *, now: datetime) -> str:
        """Call the service with the form's cleaned data; return the sentence that says it is done.

        Raises ``ValidationError`` with a sentence for the officer.
        """

    def will_happen(self) -> Sequence[str]:
        """Sentences: what this step does, who is told, what comes next."""
        return ()

    def previews(self, form: DeskForm) -> Sequence[Preview]:
        """The messages that will be sent, in each language."""
        return ()

    def extra_context(self, form: DeskForm) -> dict[str, Any]:
        """Further variables for a template of one's own."""
        return {}

    def error_context(self, error: ValidationError) -> dict[str, Any]:
        """Further variables after the service refused, for example what changed meanwhile."""
        return {}

    def error_status(self, error: ValidationError) -> int:
        """The HTTP status of a refusal by the service."""
        return 200

    def get_initial(self) -> dict[str, Any]:
        """Start values; ``expected_version`` is the object's version as seen now."""
        return {"expected_version": getattr(self.object, "version", None)}

    def get_form(self, data: Any = None) -> DeskForm:
        """Build the form; ``data`` is what was posted."""
        return self.form_class(data, initial=self.get_initial(), **self.form_kwargs())

    def form_kwargs(self) -> dict[str, Any]:
        """Further arguments of the form."""
        return {}

    def back_url(self) -> str:
        """Where "Back" leads."""
        opts = self.model_admin.opts
        name = f"admin:{opts.app_label}_{opts.model_name}_"
        if self.object is None:
            return reverse(f"{name}changelist")
        return reverse(f"{name}change", args=[self.object.pk])

    def success_url(self) -> str:
        """Where the officer lands afterwards."""
        return self.back_url()

    def show_form(
        self, form: DeskForm, error: ValidationError | None = None, status: int = 200
    ) -> HttpResponse:
        """Draw the confirm page."""
        extra = self.error_context(error) if error else {}
        return self.show(
            status=status,
            form=form,
            sentences=self.will_happen(),
            previews=self.previews(form),
            button=self.button or self.get_title(),
            danger=self.danger,
            can_preview=self.can_preview,
            back_url=self.back_url(),
            **{"changes": (), **self.extra_context(form), **extra},
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show_form(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid() or (self.can_preview and "preview" in request.POST):
            return self.show_form(form)
        try:
            done = self.perform(form, now=self.now)
        except ValidationError as error:
            form.add_service_error(error)
            return self.show_form(form, error, self.error_status(error))
        messages.success(request, done)
        return HttpResponseRedirect(self.success_url())
