"""``manage.py api_schema`` writes docs/api/openapi.yaml; ``--check`` fails when it differs."""

import io
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

BASE_DIR = Path(__file__).resolve().parents[3]
PATH = BASE_DIR / "docs" / "api" / "openapi.yaml"


def schema_text() -> str:
    """The schema in English, validated; raises CommandError with what the generator warned of."""
    said = io.StringIO()
    with translation.override("en"), redirect_stderr(said):
        found = SchemaGenerator().get_schema(request=None, public=True)
    if said.getvalue():
        raise CommandError(said.getvalue())
    validate_schema(found)
    text: bytes = OpenApiYamlRenderer().render(found, renderer_context={})
    return text.decode()


class Command(BaseCommand):
    help = "Write the schema of the programming interface, or compare it with the file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the file differs")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        text = schema_text()
        if not check:
            PATH.parent.mkdir(parents=True, exist_ok=True)
            PATH.write_text(text)
            self.stdout.write(f"written: {PATH.relative_to(BASE_DIR)}")
        elif not PATH.exists() or PATH.read_text() != text:
            raise CommandError(
                "docs/api/openapi.yaml is out of date: run manage.py api_schema and commit it."
            )
