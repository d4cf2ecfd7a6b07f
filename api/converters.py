"""Parts of addresses that can exist; anything else is 404 before a view is asked."""

from django.urls import register_converter


class Big:
    """A key: a whole number that the database can hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Reference:
    """A case's reference as it is printed."""

    regex = "[A-Z]{2}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Big, "big")
register_converter(Reference, "ref")
