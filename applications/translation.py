"""Which columns of the reference data exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from applications.models import DocumentRequirement, ServiceStandard


@register(ServiceStandard)
class ServiceStandardTranslation(TranslationOptions):
    fields = ("legal_basis",)
    required_languages = ("en", "zh-hans")


@register(DocumentRequirement)
class DocumentRequirementTranslation(TranslationOptions):
    fields = ("name", "help_text", "legal_basis", "reason", "form")
    required_languages = {"en": ("name",), "zh-hans": ("name",)}
