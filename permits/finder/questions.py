"""The questions, in their order: when each is asked, its form, its answer in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.enums import PayMultiple, PermitKind
from permits.finder import choices
from permits.finder.forms import AnswerForm, DayForm, NumberForm, OneForm, SeveralForm
from permits.finder.found import Asked
from permits.rules.grounds import pay_doubt
from permits.rules.words import pay_words, points_words
from ui.templatetags.components import date_words

PAY_MOST: Final = 100_000_000
TEN_THOUSAND: Final = 10_000
Text = str | Promise
Words = Callable[[Any], str]


def _always(asked: Asked) -> bool:
    return True


def _counted(asked: Asked) -> bool:
    """Asked only while no ground has decided for category A."""
    return not asked.keeps_category and asked.direct is None


def _not_kept(asked: Asked) -> bool:
    return not asked.keeps_category


def _pay(asked: Asked) -> bool:
    return not asked.keeps_category and not asked.direct_whatever_the_pay


def _pay_sure(asked: Asked) -> bool:
    return _pay(asked) and asked.pay_is_doubtful


def _multiple(asked: Asked) -> bool:
    return asked.average is None and _pay(asked)


def _teaching(asked: Asked) -> bool:
    return _counted(asked) and "teacher" in asked.raw.get("grounds_b", [])


def _of(pairs: Callable[[], list[tuple[str, Any]]]) -> Words:
    """The chosen answer, or answers, in the words of the choices."""

    def words(value: Any) -> str:
        labels = {code: str(label) for code, label in pairs()}
        if isinstance(value, list):
            named = [labels[code] for code in value if code in labels]
            return get_text_list(named, _("and")) if named else _("None of these")
        return labels.get(value, str(value))

    return words


def _number(value: Any) -> str:
    return f"{value:,}"


@dataclass(frozen=True)
class Question:
    """One page of the tool. ``short`` names it on the check page."""

    key: str
    label: Text
    short: Text
    form: Callable[..., AnswerForm]
    words: Words
    hint: Text = ""
    shown: Callable[[Asked], bool] = _always
    label_for: Callable[[Asked], tuple[Text, Text, Text]] | None = field(default=None)
    doubt: Callable[[Asked, Any], str] | None = field(default=None)

    def texts(self, asked: Asked) -> tuple[Text, Text, Text]:
        """Label, hint and short name, which may depend on earlier answers."""
        return self.label_for(asked) if self.label_for else (self.label, self.hint, self.short)

    def make_form(self, asked: Asked, **kwargs: Any) -> AnswerForm:
        """The form, filled in with the answer given before."""
        label, hint, _short = self.texts(asked)
        initial = {}
        if self.key in asked.raw:
            value = asked.raw[self.key]
            initial["answer"] = value
            if value == []:
                initial["answer"] = ["nothing"]
            elif self.form is DayForm:
                initial["answer"] = date.fromisoformat(value) if value else None
        doubt = partial(self.doubt, asked) if self.doubt else None
        return self.form(label=label, hint=hint, initial=initial, doubt=doubt, **kwargs)


_DAYS: Final[dict[str, tuple[Text, Text, Text]]] = {
    PermitKind.EXTENSION: (
        gettext_lazy("Last day of the permit"),
        gettext_lazy("As printed on the residence permit. For example 27 3 2027."),
        gettext_lazy("Last day of the permit"),
    ),
    PermitKind.NEW_FROM_ABROAD: (
        gettext_lazy("Day of entry into China"),
        gettext_lazy("As on the entry stamp. Leave it empty before entry."),
        gettext_lazy("Day of entry"),
    ),
    PermitKind.CHANGE_EMPLOYER: (
        gettext_lazy("Day on which the employer changes"),
        gettext_lazy("The first day with the new employer. Leave it empty if it is not settled."),
        gettext_lazy("Day of the change"),
    ),
    PermitKind.CHANGE_DETAILS: (
        gettext_lazy("Day of the change"),
        gettext_lazy("For example the day on which the new passport was issued."),
        gettext_lazy("Day of the change"),
    ),
    PermitKind.CANCELLATION: (
        gettext_lazy("Last day of work"),
        gettext_lazy("The day on which the contract ends."),
        gettext_lazy("Last day of work"),
    ),
}


def _day_texts(asked: Asked) -> tuple[Text, Text, Text]:
    return _DAYS[asked.raw["kind"]]


def _day_words(value: str) -> str:
    return date_words(value) if value else _("not known yet")


def _pay_sure_texts(asked: Asked) -> tuple[Text, Text, Text]:
    label = _("You typed %(pay)s. Is that right?") % {"pay": pay_words(asked.raw["pay"])}
    hint = _("So little is seldom the pay of a year in a post for which somebody moves to China.")
    return label, hint, _("The pay is right")


def _no_ten_thousands(asked: Asked, value: Any) -> str:
    if value != choices.TEN_THOUSANDS or asked.raw["pay"] * TEN_THOUSAND <= PAY_MOST:
        return ""
    return _("In ten-thousands that would be more than this page can count. Go back and type it.")


def _too_little(asked: Asked, value: Any) -> str:
    """A pay that is doubtfully small is not many times any average."""
    numbers = asked.numbers
    times = {
        PayMultiple.SIX: numbers.wage_multiple_a,
        PayMultiple.FOUR: numbers.wage_multiple_b,
    }.get(value)
    return pay_doubt(asked.raw["pay"], times, numbers) if times else ""


QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        "kind",
        gettext_lazy("What do you want to do?"),
        gettext_lazy("What you want to do"),
        partial(OneForm, choices=choices.KINDS, hints=choices.KIND_HINTS),
        _of(lambda: choices.KINDS),
    ),
    Question(
        "zone",
        gettext_lazy("Where is the employer registered?"),
        gettext_lazy("Where the employer is"),
        lambda **kwargs: OneForm(choices=choices.zones(), hints=choices.ZONE_HINTS, **kwargs),
        _of(choices.zones),
        gettext_lazy("The registered address on the business licence decides."),
    ),
    Question(
        "category",
        gettext_lazy("Which category is the work permit?"),
        gettext_lazy("Category of the permit"),
        partial(OneForm, choices=choices.CATEGORIES),
        _of(lambda: choices.CATEGORIES),
        gettext_lazy("It is printed on the card, or shown in the electronic social-security card."),
        lambda asked: asked.keeps_category,
    ),
    Question(
        "age",
        gettext_lazy("How old is the person?"),
        gettext_lazy("Age"),
        partial(NumberForm, least=18, most=120, width=3),
        _number,
        gettext_lazy("In full years, on the day of the application. A work permit begins at 18."),
        _not_kept,
    ),
    Question(
        "grounds_a",
        gettext_lazy("Is one of these true?"),
        gettext_lazy("Grounds for category A"),
        partial(SeveralForm, choices=choices.GROUNDS_A, hints=choices.GROUND_HINTS),
        _of(lambda: choices.GROUNDS_A),
        gettext_lazy("Any one of them makes category A, without counting points."),
        _not_kept,
    ),
    Question(
        "pay",
        gettext_lazy("What is the yearly pay, in yuan?"),
        gettext_lazy("Yearly pay in yuan"),
        partial(NumberForm, least=0, most=PAY_MOST, width=10),
        pay_words,
        gettext_lazy("Before tax, from the employer in China. For example 420,000."),
        _pay,
    ),
    Question(
        "pay_sure",
        gettext_lazy("Is the pay right?"),
        gettext_lazy("The pay is right"),
        partial(OneForm, choices=choices.PAY_SURE),
        _of(lambda: choices.PAY_SURE),
        shown=_pay_sure,
        label_for=_pay_sure_texts,
        doubt=_no_ten_thousands,
    ),
    Question(
        "multiple",
        gettext_lazy("How does the pay compare with the average pay in Shanghai?"),
        gettext_lazy("Pay and the average"),
        partial(OneForm, choices=choices.MULTIPLES),
        _of(lambda: choices.MULTIPLES),
        gettext_lazy(
            "Is the pay at least 6 times the average of last year that the bureau publishes? Or at"
            " least 4 times? The portal does not have this year’s figure: ask 12367 for it. What"
            " you say here is your statement; the authority compares it with the published figure."
        ),
        _multiple,
        doubt=_too_little,
    ),
    Question(
        "education",
        gettext_lazy("What is the highest degree or skill certificate?"),
        gettext_lazy("Highest degree"),
        partial(OneForm, choices=choices.EDUCATIONS),
        _of(lambda: choices.EDUCATIONS),
        shown=_counted,
    ),
    Question(
        "experience",
        gettext_lazy("How many years of relevant work?"),
        gettext_lazy("Years of relevant work"),
        partial(NumberForm, least=0, most=70, width=3),
        _number,
        gettext_lazy("Full years of work that has to do with the post. Enter 0 for none."),
        _counted,
    ),
    Question(
        "grounds_b",
        gettext_lazy("Is one of these true, too?"),
        gettext_lazy("Grounds for category B"),
        partial(SeveralForm, choices=choices.GROUNDS_B, hints=choices.GROUND_HINTS),
        _of(lambda: choices.GROUNDS_B),
        gettext_lazy("Any one of them makes at least category B, without counting points."),
        _counted,
    ),
    Question(
        "teaching",
        gettext_lazy("Does the teacher hold a teaching qualification?"),
        gettext_lazy("Teaching qualification"),
        partial(OneForm, choices=choices.YES_NO),
        _of(lambda: choices.YES_NO),
        gettext_lazy(
            "A degree in teaching, a teacher’s licence at home, or a recognised language-teaching"
            " certificate such as TEFL."
        ),
        _teaching,
    ),
    Question(
        "months",
        gettext_lazy("How many months a year of work in China?"),
        gettext_lazy("Months a year in China"),
        partial(NumberForm, least=0, most=12, width=3),
        _number,
        gettext_lazy("As the contract says. 12 for somebody who lives here."),
        _counted,
    ),
    Question(
        "chinese",
        gettext_lazy("How good is the Chinese?"),
        gettext_lazy("Chinese"),
        partial(OneForm, choices=choices.CHINESE),
        _of(lambda: choices.CHINESE),
        gettext_lazy("What a certificate can prove. Choose the first that is true."),
        _counted,
    ),
    Question(
        "distinctions",
        gettext_lazy("Is one of these true of the person?"),
        gettext_lazy("Distinctions"),
        partial(SeveralForm, choices=choices.DISTINCTIONS),
        _of(lambda: choices.DISTINCTIONS),
        gettext_lazy("One is enough. Several give no more points."),
        _counted,
    ),
    Question(
        "bonus",
        gettext_lazy("Has the city granted bonus points?"),
        gettext_lazy("Bonus points"),
        partial(NumberForm, least=0, most=10, width=3),
        lambda value: points_words(int(value)),
        gettext_lazy(
            "From 0 to 10. Enter 0 unless the work-permit authority has told the employer a number."
        ),
        _counted,
    ),
    Question(
        "family",
        gettext_lazy("Does the family move too?"),
        gettext_lazy("Family moves too"),
        partial(OneForm, choices=choices.YES_NO),
        _of(lambda: choices.YES_NO),
        gettext_lazy("Husband or wife, children under 18, parents."),
        _not_kept,
    ),
    Question(
        "day",
        gettext_lazy("Date"),
        gettext_lazy("Date"),
        DayForm,
        _day_words,
        shown=lambda asked: asked.raw.get("kind") in _DAYS,
        label_for=_day_texts,
    ),
)


def questions_for(asked: Asked) -> list[Question]:
    """The questions that these answers lead to, answered or not."""
    return [question for question in QUESTIONS if question.shown(asked)]


def first_open(asked: Asked) -> Question | None:
    """The first question that is not answered; None when all are."""
    return next((one for one in questions_for(asked) if one.key not in asked.raw), None)


def following(asked: Asked, question: Question) -> Question | None:
    """The next question in the order; None after the last."""
    later = questions_for(asked)
    return later[later.index(question) + 1] if question in later[:-1] else None


def row_words(question: Question, asked: Asked) -> tuple[str, str]:
    """The name of a question and its answer, for the check page."""
    short = str(question.texts(asked)[2])
    return short, capfirst(question.words(asked.raw[question.key]))
