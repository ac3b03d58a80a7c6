"""What the newsroom's form offers, and how its choices are named."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from press.enums import ClippingKind
from press.newsroom.filters.facets import OFFERED, Facets
from press.newsroom.filters.form import ClippingFilterForm
from press.newsroom.filters.selection import Selection
from site_project.i18n.dates import number
from site_project.i18n.language_choices import alphabetical, language_name
from site_project.models import Campaign

Choice = tuple[str, str]


def offer(form: ClippingFilterForm, facets: Facets, selection: Selection) -> None:
    """Fill the form's lists: each option with how much there is of it, given the other filters. What there is none of
    is left out, unless it is the one that was chosen."""
    choices = {
        "campaign": _campaigns(form, facets),
        "outlet": _outlets(form, facets),
        "kind": [
            (value, _counted(label, facets.kind.get(value, 0)))
            for value, label in ClippingKind.choices
            if value in facets.kind or value == selection.kind
        ],
        "language": sorted(
            (
                (code, _counted(language_name(code).capitalize(), facets.language.get(code, 0)))
                for code in {*facets.language, *filter(None, [selection.language])}
            ),
            key=alphabetical,
        ),
        "year": [
            (str(year), _counted(str(year), facets.year.get(year, 0)))
            for year in sorted({*facets.year, *filter(None, [selection.year])}, reverse=True)
        ],
    }
    for name, options in choices.items():
        field: Any = form.fields[name]
        field.widget.choices = [("", pgettext("filter", "All")), *options]
    largest = {"count": number(OFFERED)}
    if len(facets.outlet) >= OFFERED:
        form["outlet"].help_text = _("The %(count)s with the most coverage. The search finds the others.") % largest
    if len(facets.campaign) >= OFFERED:
        form["campaign"].help_text = _("The %(count)s with the most coverage.") % largest


def _campaigns(form: ClippingFilterForm, facets: Facets) -> list[Choice]:
    counts = dict(facets.campaign)
    campaigns = Campaign.objects.public().in_bulk(list(counts)) if counts else {}
    if chosen := form.chosen_campaign:
        campaigns[chosen.pk] = chosen
        counts[chosen.pk] = facets.total
    ordered = sorted(campaigns.values(), key=lambda campaign: campaign.title.lower())
    return [(campaign.slug, _counted(campaign.title, counts.get(campaign.pk, 0))) for campaign in ordered]


def _outlets(form: ClippingFilterForm, facets: Facets) -> list[Choice]:
    found = {pk: (name, count) for (pk, name), count in facets.outlet.items()}
    if form.outlet_name:
        found[form.cleaned_data["outlet"]] = (form.outlet_name, facets.total)
    ordered = sorted(found.items(), key=lambda item: item[1][0].lower())
    return [(str(pk), _counted(name, count)) for pk, (name, count) in ordered]


def _counted(label: Any, count: int) -> str:
    # Translators: an option of a filter and how many articles there are of it, as in "Opinion (12)".
    return pgettext("option of a filter", "%(label)s (%(count)s)") % {"label": label, "count": number(count)}


def description(form: ClippingFilterForm, selection: Selection) -> str:
    """The chosen filters in words: "Seeking Sanctuary, Politico, 2017"; empty without any."""
    asked = form.cleaned_data
    parts = [
        form.chosen_campaign.title if form.chosen_campaign else "",
        form.outlet_name,
        str(ClippingKind(selection.kind).label) if selection.kind else "",
        language_name(selection.language).capitalize() if selection.language else "",
        str(selection.year or ""),
        _("from %(date)s") % {"date": date_format(selection.start, "DATE_FORMAT")} if selection.start else "",
        _("to %(date)s") % {"date": date_format(selection.end, "DATE_FORMAT")} if selection.end else "",
        _("“%(words)s”") % {"words": asked["q"]} if asked.get("q") else "",
    ]
    return ", ".join(filter(None, parts))
