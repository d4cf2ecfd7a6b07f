"""Every component on one page, reachable in tests only: what axe and eyes look at."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urls
from ui.fields import DatePartsField
from ui.widgets import Checkboxes, Radios
from workdays.queries import calendar_load

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@dataclass(frozen=True)
class Task:
    title: str
    url: str = ""
    hint: str = ""
    status: str = ""
    tag: str = ""


class SampleForm(forms.Form):
    """One field of each kind."""

    born = DatePartsField(
        label=_("Date of birth"), birthday=True, help_text="2026-03-15, 15 March 2026"
    )
    number = forms.IntegerField(
        label=_("Day"),
        min_value=1,
        max_value=30,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
    email = forms.EmailField(label=_("E-mail address"))
    secret = forms.CharField(label=_("Show password"), widget=forms.PasswordInput)
    sex = forms.ChoiceField(
        label=_("Which category"),
        choices=[("F", "F"), ("M", "M"), ("X", "X")],
        widget=Radios(
            hints={"F": _("Exchange, visit or study tour, without pay from a Chinese employer")}
        ),
    )
    inline = forms.ChoiceField(
        label=_("Apply"), choices=[("1", _("Show")), ("0", _("Hide"))], widget=Radios(inline=True)
    )
    several = forms.MultipleChoiceField(
        label=_("What you need"),
        choices=[("a", "A"), ("b", "B")],
        widget=Checkboxes(hints={"a": "a"}),
    )
    port = forms.ChoiceField(
        label=_("At the port"), choices=[("", ""), ("PVG", "PVG"), ("SHA", "SHA")]
    )
    note = forms.CharField(
        label=_("The visit"), max_length=50, required=False, widget=forms.Textarea({"rows": 3})
    )
    file = forms.FileField(label=_("Passport details and image"))
    agree = forms.BooleanField(label=_("The inviter answers for the invitation"), help_text="…")


PAGE = """{% extends "base.html" %}{% load components promise %}
{% block title %}Gallery{% endblock %}
{% block back %}{% include "components/back_link.html" with url="/" %}{% endblock %}
{% block content %}{% include "components/error_summary.html" %}
<h1 class="govuk-heading-xl">Gallery</h1>
<form method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}{{ form }}
<button class="govuk-button" data-module="govuk-button">{% translate "Apply" %}</button>
<button class="govuk-button govuk-button--secondary" type="button">{% translate "Back" %}</button>
<button class="govuk-button govuk-button--warning" type="button">{% translate "Close" %}</button></form>
{% include "components/panel_h2.html" %}
{% promise_calendar steps %}
{% include "components/task_list.html" %}
{% include "components/summary_list.html" %}
{% include "components/warning.html" with text="!!" %}
{% include "components/inset.html" with text="…" %}
{% include "components/notification_banner.html" with title="Title" text="Text" %}
{% include "components/tag.html" with text="Tag" colour="green" %}
{% include "components/pagination.html" with page=page %}
{% endblock %}""".replace('{% include "components/panel_h2.html" %}\n', "")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, with errors when posted or asked for."""
    wrong = {"born_day": "30", "born_month": "2", "born_year": "1990", "note": "x" * 60}
    form = SampleForm(wrong if request.method == "POST" or "wrong" in request.GET else None)
    messages.success(request, "Saved")
    context = {
        "form": form,
        "steps": calendar_load().steps(dt.date(2026, 2, 13), 3),
        "tasks": [
            Task(str(_("The visit")), "/", "hint", str(_("Done"))),
            Task(str(_("The inviter")), "/", "", str(_("Change")), "blue"),
            Task(str(_("Your rights"))),
        ],
        "rows": [
            {"key": "Name", "value": "ERIKSSON", "url": "/", "action": "", "about": ""},
            {"key": "Passport", "value": "L898902C3", "url": ""},
        ],
        "page": Paginator(range(30), 10).page(2),
    }
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render(context, request))


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [
    *i18n_patterns(path("gallery/", gallery, name="gallery"), path("breaks/", breaks)),
    *portal_urls,
]
