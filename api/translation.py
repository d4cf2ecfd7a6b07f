"""Which columns of the reference data exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from api.models import ApiParameter


@register(ApiParameter)
class ApiParameterTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")
