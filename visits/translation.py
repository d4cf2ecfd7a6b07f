"""Which columns of visits exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from visits.models import ClosedDate


@register(ClosedDate)
class ClosedDateTranslation(TranslationOptions):
    fields = ("reason",)
    required_languages = ("en", "zh-hans")
