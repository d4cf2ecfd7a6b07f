"""Dated numbers: rows of ``code``, ``value``, ``valid_from`` over the defaults of a dataclass."""

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Numbers = TypeVar("Numbers", bound="DataclassInstance")


def numbers_in_force(shape: type[Numbers], model: type[Model], day: date) -> Numbers:
    """The numbers that hold on ``day``: the newest row of each code, else the field's own value.

    :param shape: a dataclass whose fields are the codes, each with a default.
    :param model: the table of the rows. Rows of other codes are left alone.
    """
    known = {field.name for field in fields(shape)}
    rows = model._default_manager.filter(code__in=known, valid_from__lte=day)
    values: dict[str, Any] = dict(rows.order_by("valid_from").values_list("code", "value"))
    return shape(**values)
