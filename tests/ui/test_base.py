"""The frame of every page and the way forms are drawn."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client

from ui.fields import DatePartsField
from ui.widgets import Radios

pytestmark = pytest.mark.django_db


class Sample(forms.Form):
    born = DatePartsField(label="Date of birth", birthday=True, help_text="As in the passport")
    stay = forms.IntegerField(label="Days", min_value=1, max_value=30)
    sex = forms.ChoiceField(
        label="Sex", choices=[("F", "Female"), ("M", "Male")], widget=Radios(hints={"F": "hint"})
    )
    note = forms.CharField(label="Note", max_length=50, widget=forms.Textarea, required=False)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    agree = forms.BooleanField(label="I agree")


def test_every_control_is_drawn_and_tied_to_its_error() -> None:
    html = Sample({"born_day": "30", "born_month": "February", "born_year": "1990"}).render()
    assert "30 February does not exist" in html
    assert 'aria-describedby="id_born_helptext id_born_error"' in html
    assert 'name="stay"' in html
    assert 'aria-describedby="id_stay_error"' in html
    assert "(optional)" in html
    assert "UNDEFINED" not in html


def test_error_summary_leads_to_the_first_box_at_fault() -> None:
    form = Sample({"born_day": "3", "born_year": "1990"})
    html = render_to_string("components/error_summary.html", {"form": form})
    assert '<a href="#id_born_month">Date of birth must include a month</a>' in html
    assert 'href="#id_sex_0"' in html


def test_the_other_language_keeps_page_and_query(client: Client) -> None:
    html = client.get("/en/?q=1").content.decode()
    assert 'href="/zh-hans/?q=1"' in html
    assert '<html lang="en"' in html
    assert '<html lang="zh-Hans"' in client.get("/zh-hans/").content.decode()
