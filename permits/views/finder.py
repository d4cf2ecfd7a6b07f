"""The public tool: one question a page, check, result, list of documents."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from applications.deadlines import legal_date
from permits.finder.choices import TEN_THOUSANDS
from permits.finder.found import Asked, asked_on, found_of
from permits.finder.questions import (
    QUESTIONS,
    TEN_THOUSAND,
    Question,
    first_open,
    following,
    questions_for,
    row_words,
)
from permits.finder.result import Result, result_of
from permits.finder.store import answer_keep, answers_forget, answers_raw, pay_multiply
from ui.steps import Step


def _asked(request: HttpRequest) -> Asked:
    return asked_on(request, legal_date(timezone.now()))


def _step_url(question: Question) -> str:
    return reverse("finder_step", args=[question.key])


def _onward(request: HttpRequest, question: Question) -> str:
    """The next open question; the check page when none is left or a change came from there."""
    asked = _asked(request)
    still_open = first_open(asked)
    if still_open is None:
        return reverse("finder_check")
    if request.GET.get("from") == "check":
        return _step_url(still_open)
    return _step_url(following(asked, question) or still_open)


def _back(asked: Asked, question: Question, request: HttpRequest) -> str:
    if request.GET.get("from") == "check":
        return reverse("finder_check")
    before = [one for one in questions_for(asked) if one.key in asked.raw or one == question]
    place = before.index(question)
    return _step_url(before[place - 1]) if place else reverse("finder")


def finder(request: HttpRequest) -> HttpResponse:
    """Say what the tool does, and begin or go on."""
    asked = _asked(request)
    still_open = first_open(asked)
    context = {
        "begun": bool(asked.raw),
        "next": _step_url(still_open) if still_open else reverse("finder_check"),
    }
    return render(request, "permits/finder/start.html", context)


@never_cache
def finder_step(request: HttpRequest, step: str) -> HttpResponse:
    """One question."""
    question = next((one for one in QUESTIONS if one.key == step), None)
    if question is None:
        raise Http404
    asked = _asked(request)
    shown = questions_for(asked)
    still_open = first_open(asked)
    if question not in shown or (still_open and shown.index(question) > shown.index(still_open)):
        return redirect(_step_url(still_open) if still_open else "finder_check")
    return Step(
        template="permits/finder/step.html",
        form=lambda **kwargs: question.make_form(asked, **kwargs),
        save=lambda form: _keep(request, question, getattr(form, "value", None)),
        onward=lambda: _onward(request, question),
        context={
            "question": question,
            "number": shown.index(question) + 1,
            "count": len(shown),
            "back": _back(asked, question, request),
        },
    ).respond(request)


def _keep(request: HttpRequest, question: Question, value: Any) -> None:
    """Keep the answer; "in ten-thousands" corrects the pay instead of standing beside it."""
    if question.key == "pay_sure" and value == TEN_THOUSANDS:
        pay_multiply(request, TEN_THOUSAND)
    else:
        answer_keep(request, question.key, value)


def _rows(asked: Asked) -> list[dict[str, Any]]:
    rows = []
    for question in questions_for(asked):
        key, value = row_words(question, asked)
        rows.append({"key": key, "value": value, "url": f"{_step_url(question)}?from=check"})
    return rows


@never_cache
def finder_check(request: HttpRequest) -> HttpResponse:
    """Every answer, each with a link to change it."""
    asked = _asked(request)
    still_open = first_open(asked)
    if still_open is not None:
        return redirect(_step_url(still_open))
    last = questions_for(asked)[-1]
    context = {"rows": _rows(asked), "back": _step_url(last)}
    return render(request, "permits/finder/check.html", context)


def _result(request: HttpRequest) -> Result | None:
    asked = _asked(request)
    if first_open(asked) is not None:
        return None
    return result_of(found_of(asked), legal_date(timezone.now()))


@never_cache
def finder_result(request: HttpRequest) -> HttpResponse:
    """The category line by line, what would change it, where and when."""
    result = _result(request)
    if result is None:
        return redirect("finder_check")
    context = {"result": result, "back": reverse("finder_check"), "on": timezone.localdate()}
    return render(request, "permits/finder/result.html", context)


@never_cache
def finder_papers(request: HttpRequest) -> HttpResponse:
    """The personal list of documents: what, why, in which form, proof or promise."""
    result = _result(request)
    if result is None:
        return redirect("finder_check")
    hands = [
        ("person", [paper for paper in result.papers if paper.row.hand == "person"]),
        ("employer", [paper for paper in result.papers if paper.row.hand != "person"]),
    ]
    context = {
        "result": result,
        "hands": [(hand, listed) for hand, listed in hands if listed],
        "back": reverse("finder_result"),
        "on": timezone.localdate(),
    }
    return render(request, "permits/finder/papers.html", context)


@require_POST
def finder_start(request: HttpRequest) -> HttpResponse:
    """Go on to an application; the answers stay in the session (``permits.finder.answers_of``)."""
    messages.info(request, _("Your answers are kept and fill in the application."))
    try:
        chosen = urlencode({"kind": answers_raw(request).get("kind", "")})
        return redirect(f"{reverse('permit_new')}?{chosen}")
    except NoReverseMatch:
        return redirect("dashboard")


@require_POST
def finder_restart(request: HttpRequest) -> HttpResponse:
    """Forget every answer and begin anew."""
    answers_forget(request)
    return redirect(_step_url(QUESTIONS[0]))
