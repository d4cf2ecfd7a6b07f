"""Pieces of the bilingual documents."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def pair(chinese: str, english: str) -> SafeString:
    """A row's label in both languages, as a header cell."""
    return format_html(
        '<th scope="row"><span lang="zh-Hans">{}</span><span class="en">{}</span></th>',
        chinese,
        english,
    )
