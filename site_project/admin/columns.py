"""Columns of the admin's tables."""

from wagtail.admin.ui.tables import BaseColumn


class TemplateColumn(BaseColumn):
    def __init__(self, name: str, template: str, **kwargs: object) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = template
