"""How every form is drawn: one template for a field, in the portal's own markup."""

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Draws forms and field groups from ``templates/forms/``."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
