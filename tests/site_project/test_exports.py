"""No table that staff export calculates what somebody else typed."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from tests.factories import StandardPageFactory


@pytest.mark.parametrize("title", ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(1)", "\t=1"])
def test_a_formula_in_a_report_is_text(admin_client, site, title):
    StandardPageFactory(title=title, slug="formula")
    answer = admin_client.get(reverse("wagtailadmin_reports:aging_pages_results"), {"export": "csv"})
    rows = csv.reader(StringIO(b"".join(answer.streaming_content).decode()))
    assert f"'{title}" in {cell for row in rows for cell in row}
