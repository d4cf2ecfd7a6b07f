"""One step of the journey: show a form, keep what was typed, save it, go on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ui.kept import answers_forget, answers_keep, answers_kept
from ui.problems import Problem

View = Callable[..., HttpResponse]
_capital = lazy(capfirst, str)
F = TypeVar("F", bound=forms.BaseForm)


def capital_choices(words: type[Choices]) -> list[tuple[Any, Any]]:
    """Choices of an enum whose labels begin with a capital, as on a page of their own."""
    return [(value, _capital(label)) for value, label in words.choices]


class StepForm(forms.Form):
    """A form to whose fields a service's sentences can be put."""

    def add_problems(self, error: ValidationError) -> None:
        """Put a service's sentences beside their fields, or on top of the form."""
        problems: tuple[Problem, ...] = getattr(error, "problems", ())
        for problem in problems:
            name = problem.field if problem.field in self.fields else None
            self.add_error(name, ValidationError(problem.message, code=problem.code))
        if not problems:
            self.add_error(None, error)


@dataclass
class Step:
    """One page with one form. ``save`` gets the cleaned form, and may raise ValidationError."""

    template: str
    form: Callable[..., StepForm]
    save: Callable[[StepForm], object]
    onward: Callable[[], str]
    context: dict[str, Any] = field(default_factory=dict)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Answer a request for the page."""
        if request.method != "POST":
            return self._show(request, typed_form(request, self.form))
        if "switch" in request.POST:
            return switch_language(request)
        form = self.form(data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self._show(request, form)
        try:
            self.save(form)
        except ValidationError as error:
            form.add_problems(error)
            return self._show(request, form)
        answers_forget(request)
        return redirect(self.onward())

    def _show(self, request: HttpRequest, form: StepForm) -> HttpResponse:
        return render(request, self.template, {**self.context, "form": form})


def typed_form(request: HttpRequest, make: Callable[..., F]) -> F:
    """Return the page's form with what was posted; else with what was kept, unjudged; else fresh.

    ``make`` takes ``data`` and ``files``, as a form's class does. What was kept is the view's to
    forget when it has saved (``answers_forget``).
    """
    if request.method == "POST":
        return make(data=request.POST, files=request.FILES)
    kept = answers_kept(request)
    if kept is None:
        return make()
    form = make(data=kept)
    # Django's own way to say that nothing was judged yet.
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}
    messages.info(request, _("What you typed is still here. It is saved when you continue."))
    return form


def switch_language(request: HttpRequest) -> HttpResponse:
    """Keep what was typed and show the same page in the language asked for."""
    answers_keep(request)
    wanted = request.POST.get("switch", "")
    if wanted not in dict(settings.LANGUAGES):
        wanted = settings.LANGUAGE_CODE
    return HttpResponseRedirect(translate_url(request.get_full_path(), wanted))


def signed_in(view: View) -> View:
    """Ask for a sign-in first; what was posted meanwhile is kept and shown again afterwards."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            messages.warning(
                request,
                _("You were signed out. Sign in again: what you typed has been kept.")
                if answers_keep(request)
                else _("You were signed out. Sign in again, then repeat the step."),
            )
        wanted = urlencode({"next": request.get_full_path()}, safe="/")  # as Django writes it
        return redirect(f"{reverse('account_login')}?{wanted}")

    return inner
