"""The points in words, in the reader's language."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permits.enums import Chinese, Distinction, Education, Item, Region


def _several(value: frozenset[str]) -> str:
    labels = [str(one.label) for one in Distinction if one in value]
    return get_text_list(labels, _("and")) if labels else _("none of these")


def points_words(count: int) -> str:
    """A number of points: "11 points"."""
    return ngettext("%(n)d point", "%(n)d points", count) % {"n": count}


_WORDS: Final[dict[Item, Callable[[Any], str]]] = {
    Item.PAY: lambda pay: _("%(amount)s yuan a year") % {"amount": f"{pay:,}"},
    Item.EDUCATION: lambda code: str(Education(code).label),
    Item.EXPERIENCE: lambda n: ngettext("%(n)d year", "%(n)d years", n) % {"n": n},
    Item.MONTHS: lambda n: ngettext("%(n)d month a year", "%(n)d months a year", n) % {"n": n},
    Item.CHINESE: lambda code: str(Chinese(code).label),
    Item.REGION: lambda code: str(Region(code).label),
    Item.AGE: lambda n: ngettext("%(n)d year old", "%(n)d years old", n) % {"n": n},
    Item.DISTINCTION: _several,
    Item.BONUS: points_words,
}


def pay_words(pay: int) -> str:
    """A yearly pay as somebody can check it: by the year, in ten-thousands, by the month."""
    month = f"{pay / 12:,.2f}".removesuffix(".00") if pay < 12_000 else f"{round(pay / 12):,}"
    return _("%(year)s yuan a year (%(many)s × 10,000), %(month)s yuan a month") % {
        "year": f"{pay:,}",
        "many": f"{pay / 10_000:,.4f}".rstrip("0").removesuffix("."),
        "month": month,
    }


def value_words(item: Item, value: Any) -> str:
    """One answer in words: "8 years", "HSK level 3", "500,000 yuan a year"."""
    return _WORDS[item](value)


def _experience(years: int) -> str:
    words = ngettext("%(n)d year of experience", "%(n)d years of experience", years)
    return words % {"n": years}


def _education(code: str) -> str:
    if code == Education.OTHER:
        return _("No degree or skill certificate of the table")
    return capfirst(value_words(Item.EDUCATION, code))


def _chinese(code: str) -> str:
    if code == Chinese.NONE:
        return _("No certificate of Chinese")
    return capfirst(value_words(Item.CHINESE, code))


def _distinction(value: frozenset[str]) -> str:
    return capfirst(_several(value)) if value else _("No distinction of the table")


# What the points are for, as the beginning of a line.
_SUBJECTS: Final[dict[Item, Callable[[Any], str]]] = {
    Item.PAY: lambda pay: _("Pay of %(words)s") % {"words": value_words(Item.PAY, pay)},
    Item.EDUCATION: _education,
    Item.EXPERIENCE: _experience,
    Item.MONTHS: lambda n: _("Work in China, %(words)s") % {"words": value_words(Item.MONTHS, n)},
    Item.CHINESE: _chinese,
    Item.REGION: lambda code: _("Work in %(region)s") % {"region": value_words(Item.REGION, code)},
    Item.AGE: lambda age: value_words(Item.AGE, age),
    Item.DISTINCTION: _distinction,
    Item.BONUS: lambda _count: str(gettext_lazy("Bonus of the city")),
}


def explanation(item: Item, value: Any, count: int) -> str:
    """One line of the result: "8 years of experience: 11 points"."""
    words = {"what": _SUBJECTS[item](value), "points": points_words(count)}
    return _("%(what)s: %(points)s") % words


def change_words(item: Item, value: Any, *, now: Any) -> str:
    """A change that the person could make, as a clause: "with HSK level 4"."""
    words = {"value": value_words(item, value)}
    match item:
        case Item.PAY:
            return _("with pay of at least %(value)s") % words
        case Item.EDUCATION:
            return _("with a higher degree: %(value)s") % words
        case Item.EXPERIENCE:
            return _("with %(value)s of experience") % words
        case Item.MONTHS:
            return _("with %(value)s of work in China") % words
        case Item.AGE:
            return _("from the %(age)dth birthday on") % {"age": value}
        case Item.DISTINCTION:
            return _("with one of: elite university, Fortune Global 500, patent, 5 years in China")
        case Item.BONUS:
            return _("with %(value)s that the city grants as a bonus") % {
                "value": points_words(value - now)
            }
        case _:
            return _("with %(value)s") % words
