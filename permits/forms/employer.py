"""The employer's pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from offices.enums import OfficeKind
from offices.models import Office, Zone
from offices.queries import offices_of_kind, zone_list
from permits.enums import GROUNDS_A, GROUNDS_B, Ground, PermitKind
from permits.filing.enums import Basis, ContractKind
from permits.filing.occupations import OCCUPATIONS
from ui.fields import DatePartsField, KeyChoiceField, choices_offer, rows_offer
from ui.steps import StepForm, capital_choices
from ui.widgets import Radios

OUTSIDE = "outside"


class PersonForm(StepForm):
    """Whom the link goes to."""

    person_name = forms.CharField(
        label=_("Name of the employee"),
        help_text=_("As you address them. The passport says the rest later."),
        max_length=200,
        error_messages={"required": _("Enter the employee's name.")},
    )
    person_email = forms.EmailField(
        label=_("The employee's own e-mail address"),
        help_text=_("Their private link goes there. It must be read by the employee alone."),
        widget=forms.EmailInput({"spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the employee's e-mail address."),
            "invalid": _("Enter an e-mail address like name@example.com."),
        },
    )
    person_language = forms.ChoiceField(
        label=_("In which language do we write to the employee?"),
        choices=settings.LANGUAGES,
        widget=Radios(inline=True),
        error_messages={"required": _("Choose a language.")},
    )


class StartForm(PersonForm):
    """A new application: for whom, and what is applied for."""

    field_order = ("organisation", "kind", "person_name", "person_email", "person_language")

    organisation = KeyChoiceField(
        label=_("Which organisation employs?"),
        queryset=Organisation.objects.none(),
        widget=Radios(),
        empty_label=None,
        error_messages={"required": _("Choose the organisation that employs.")},
    )
    kind = forms.ChoiceField(
        label=_("What do you apply for?"),
        choices=capital_choices(PermitKind),
        widget=Radios(),
        error_messages={"required": _("Choose what you apply for.")},
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offer(self, "organisation", organisations)


class PlaceForm(StepForm):
    work_address = forms.CharField(
        label=_("Where will the person work?"),
        help_text=_("The address, in Chinese if you have it."),
        max_length=300,
        error_messages={"required": _("Enter the address of the place of work.")},
    )
    where = forms.ChoiceField(
        label=_("In which zone is that?"),
        widget=Radios(),
        error_messages={"required": _("Choose a zone, or that it lies in none.")},
    )
    office = forms.ModelChoiceField(  # type: ignore[var-annotated]
        label=_("Which branch will you go to?"),
        help_text=_("The person visits it once, for identity check and fingerprints."),
        queryset=Office.objects.none(),
        widget=Radios(),
        empty_label=None,
        error_messages={"required": _("Choose a branch.")},
    )

    def __init__(self, *args: Any, today: Any, offices: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = [(zone.code, zone.name) for zone in zone_list(today)]
        choices_offer(self, "where", [*zones, (OUTSIDE, _("In none of these"))])
        branches = offices_of_kind(OfficeKind.BRANCH) if offices is None else offices
        rows_offer(self, "office", branches)

    def clean(self) -> dict[str, Any]:
        """The zone as a row; ``outside_zones`` says that there is none."""
        data: dict[str, Any] = super().clean() or {}
        where = data.get("where", "")
        data["outside_zones"] = where == OUTSIDE
        data["zone"] = Zone.objects.filter(code=where).first()
        return data


class PostForm(StepForm):
    job_title = forms.CharField(
        label=_("Post"),
        help_text=_("As in the contract, for example: process engineer."),
        max_length=120,
        error_messages={"required": _("Enter the post.")},
    )
    job_title_zh = forms.CharField(
        label=_("Post in Chinese"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"lang": "zh-Hans"}),
    )
    occupation_code = forms.ChoiceField(
        label=_("Group of occupations"),
        help_text=_("From the national classification of occupations, first digits."),
        required=False,
    )
    occupation_text = forms.CharField(
        label=_("Occupation, in your words"),
        max_length=200,
        error_messages={"required": _("Enter the occupation.")},
    )
    duties = forms.CharField(
        label=_("What will the person do?"),
        help_text=_("A few sentences. Say why the post needs this person's skill."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Say what the person will do.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((code, f"{code} {name}") for code, name in OCCUPATIONS)]
        choices_offer(self, "occupation_code", choices)


class ContractForm(StepForm):
    contract_kind = forms.ChoiceField(
        label=_("What is the contract?"),
        choices=capital_choices(ContractKind),
        widget=Radios(),
        error_messages={"required": _("Choose the kind of contract.")},
    )
    contract_from = DatePartsField(
        label=_("First day of the contract"), help_text=_("For example 1 4 2026.")
    )
    contract_until = DatePartsField(
        label=_("Last day of the contract"),
        help_text=_("The permits can last as long as the contract, 5 years at most."),
    )
    pay_annual = forms.IntegerField(
        label=_("Pay a year in yuan, before tax"),
        help_text=_("Everything that the employer in China pays, in whole yuan, such as 500000."),
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={
            "required": _("Enter the pay of a year in yuan."),
            "invalid": _("Enter the pay as a whole number, such as 500000."),
            "min_value": _("Enter the pay of a whole year in yuan, before tax."),
            "max_value": _("Enter the pay of a whole year in yuan, before tax."),
        },
    )


class BasisForm(StepForm):
    basis = forms.ChoiceField(
        label=_("What does the application rest on?"),
        choices=capital_choices(Basis),
        widget=Radios(),
        error_messages={"required": _("Choose points or a ground.")},
    )
    ground = forms.ChoiceField(
        label=_("Which ground?"),
        help_text=_("Only if you chose a ground. The points are counted in any case."),
        required=False,
    )
    ground_text = forms.CharField(
        label=_("The facts of the ground"),
        help_text=_("For example which talent plan, which role, which certificate, which ruling."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = (
            [(one.value, Ground(one).label) for one in group] for group in (GROUNDS_A, GROUNDS_B)
        )
        groups = [("", _("Choose")), (_("Category A"), first), (_("Category B"), second)]
        choices_offer(self, "ground", groups)

    def clean(self) -> dict[str, Any]:
        """A ground must be named, with its facts, when the application rests on one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("basis") == Basis.GROUND:
            if not data.get("ground"):
                self.add_error("ground", _("Choose which ground holds."))
            if not data.get("ground_text", "").strip():
                self.add_error("ground_text", _("Say which facts make the ground."))
        return data


class ChangeForm(StepForm):
    changed_on = DatePartsField(
        label=_("Day of the change"),
        help_text=_("The last day at the former employer, of the change, or of the work here."),
    )
    change_text = forms.CharField(
        label=_("What changed?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what changed.")},
    )
