"""Forms about organisations and their members."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import MemberRole, Province
from accounts.models import Organisation, User
from accounts.rules import text_clean, text_problem, uscc_check, uscc_normalise
from accounts.rules.text import has_han, has_latin
from accounts.services import OrganisationData
from documents.forms import MultipleFileField


class TextField(forms.CharField):
    """One line of text in any script, without pictures and hidden characters."""

    def __init__(self, *, width: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["class"] = f"govuk-input {width}".strip()

    def to_python(self, value: Any) -> str:
        text = text_clean(super().to_python(value) or "")
        problem = text_problem(text)
        if problem:
            raise ValidationError(problem, code="not_text")
        return text

    def run_validators(self, value: Any) -> None:
        if value and self.max_length and len(value) > self.max_length:
            raise ValidationError(
                gettext("Use at most %(limit)d characters. Now there are %(length)d.")
                % {"limit": self.max_length, "length": len(value)},
                code="max_length",
            )
        super().run_validators(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # no maxlength: cutting what is pasted would lose text without a word


class CodeField(forms.CharField):
    """A unified social credit code, however it was typed."""

    def to_python(self, value: Any) -> str:
        code = uscc_normalise(super().to_python(value) or "")
        errors = [f for f in uscc_check(code) if not f.is_warning]
        if code and errors:
            raise ValidationError([ValidationError(f.message, code=f.problem) for f in errors])
        return code


class PhoneField(forms.CharField):
    """A telephone number of any country, kept in the international form."""

    default_error_messages = {
        "phone": _("Enter a telephone number with its country code, like +86 21 5555 0100.")
    }

    def to_python(self, value: Any) -> str:
        text = text_clean(super().to_python(value) or "")
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, "CN")
        except phonenumbers.NumberParseException as error:
            raise ValidationError(self.error_messages["phone"], code="phone") from error
        if not phonenumbers.is_valid_number(number):
            raise ValidationError(self.error_messages["phone"], code="phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _required(sentence: Any) -> dict[str, Any]:
    return {"required": sentence}


class OrganisationForm(forms.Form):
    """What an organisation says of itself."""

    uscc = CodeField(
        label=_("Unified social credit code"),
        help_text=_("18 digits and capital letters, as on the licence. Spaces do not matter."),
        error_messages=_required(_("Enter the code: 18 digits and capital letters.")),
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input govuk-input--width-20 govuk-input--extra-letter-spacing",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
    name_zh = TextField(
        label=_("Chinese name"),
        help_text=_("Exactly as on the licence."),
        max_length=200,
        error_messages=_required(_("Enter the Chinese name as on the licence.")),
    )
    name_en = TextField(
        label=_("English name"),
        help_text=_("It stands in letters to visitors and airlines."),
        max_length=200,
        required=False,
    )
    has_business_licence = forms.TypedChoiceField(
        label=_("Which certificate do you have?"),
        choices=[
            ("yes", _("Business licence")),
            ("no", _("Registration certificate of a body without a business licence")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
        error_messages=_required(_("Say which certificate you have.")),
    )
    legal_representative = TextField(
        label=_("Legal representative"),
        max_length=120,
        error_messages=_required(_("Enter the legal representative's name.")),
    )
    province = forms.ChoiceField(
        label=_("Registered in"),
        choices=Province.choices,
        widget=forms.RadioSelect,
        initial=Province.SHANGHAI,
        error_messages=_required(_("Choose where the organisation is registered.")),
    )
    district = TextField(
        label=_("District or city"),
        help_text=_("For example Pudong New Area, or Suzhou."),
        max_length=80,
        width="govuk-input--width-20",
        error_messages=_required(_("Enter the district or the city.")),
    )
    registered_address = TextField(
        label=_("Registered address"),
        max_length=300,
        error_messages=_required(_("Enter the registered address.")),
    )
    actual_address = TextField(
        label=_("Actual address"),
        help_text=_("Only if it differs from the registered one."),
        max_length=300,
        required=False,
    )
    handler_name = TextField(
        label=_("Name of the handler"),
        help_text=_("The person whom an officer may call about your invitations."),
        max_length=120,
        error_messages=_required(_("Enter the name of the person whom an officer may call.")),
    )
    handler_phone = PhoneField(
        label=_("Telephone"),
        help_text=_("Any country, with its code: +86 21 5555 0100."),
        error_messages=_required(_("Enter a telephone number.")),
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input govuk-input--width-20",
                "type": "tel",
                "autocomplete": "tel",
            }
        ),
    )
    handler_email = forms.EmailField(
        label=_("E-mail"),
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter an e-mail address like name@example.com."),
        },
        widget=forms.EmailInput(attrs={"class": "govuk-input", "autocomplete": "email"}),
    )

    COMPANY = (
        "uscc",
        "name_zh",
        "name_en",
        "has_business_licence",
        "legal_representative",
    )
    PLACE = ("province", "district", "registered_address", "actual_address")
    HANDLER = ("handler_name", "handler_phone", "handler_email")

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in three groups with headings."""
        groups = (
            (gettext("The organisation"), self.COMPANY),
            (gettext("Where it is"), self.PLACE),
            (gettext("Whom to call"), self.HANDLER),
        )
        return [(title, [self[name] for name in names]) for title, names in groups]

    def clean_name_zh(self) -> str:
        name: str = self.cleaned_data["name_zh"]
        if not has_han(name):
            raise ValidationError(
                _("Enter the Chinese name as on the licence."), code="not_chinese"
            )
        return name

    def clean_name_en(self) -> str:
        name: str = self.cleaned_data["name_en"]
        if name and not has_latin(name):
            raise ValidationError(_("Enter the name in Latin letters."), code="not_latin")
        return name

    def to_data(self) -> OrganisationData:
        """The cleaned answers, as the service takes them."""
        return OrganisationData(**self.cleaned_data)

    def warnings(self) -> list[str]:
        """Sentences about a code that is right but unusual."""
        return [f.message for f in uscc_check(self.cleaned_data["uscc"]) if f.is_warning]

    @staticmethod
    def initial_from(organisation: Organisation) -> dict[str, Any]:
        """The organisation's data as the form's start values."""
        values = {name: getattr(organisation, name) for name in OrganisationForm.base_fields}
        values["has_business_licence"] = "yes" if organisation.has_business_licence else "no"
        return values


class LicenceForm(forms.Form):
    """Copies of the licence."""

    copies = MultipleFileField(
        label=_("Copy of the licence"),
        help_text=_("JPG, PNG, HEIC or PDF, up to 20 MB each. A clear photo will do."),
        error_messages=_required(_("Choose a file.")),
        max_files=5,
    )


class InviteForm(forms.Form):
    """A colleague's address and role."""

    email = forms.EmailField(
        label=_("Your colleague's e-mail address"),
        help_text=_("They get a link that works once, for 14 days."),
        error_messages={
            "required": _("Enter your colleague's e-mail address."),
            "invalid": _("Enter an e-mail address like name@example.com."),
        },
        widget=forms.EmailInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What may they do?"),
        choices=[
            (MemberRole.SUBMITTER, _("Prepare and submit invitations")),
            (MemberRole.OWNER, _("Also change company data and members (owner)")),
        ],
        initial=MemberRole.SUBMITTER,
        widget=forms.RadioSelect,
        error_messages=_required(_("Say what they may do.")),
    )


class ProfileForm(forms.ModelForm):
    """A person's own name and language."""

    name = TextField(label=_("Your name"), max_length=200, required=False)

    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"language": forms.RadioSelect}
        labels = {"language": _("Language of e-mails and pages")}
