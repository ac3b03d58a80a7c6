"""The screens of an import as a browser uses them."""

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from press.imports.models import PressImport
from tests.reading import by_class, parse, words

PASTE = """City Leaders Met Yesterday in NYC to Strategize the Resistance
Next City, 3.29.2017

A Blueprint For Providing Sanctuary
Common Dreams, 3.28.2017

‘We Cannot Hide’: Sanctuary Cities Join Forces in First Meeting of Its Kind
NBC News, 3.28.2017

Local Lawmakers Fight Back Against AG Sessions’ Threats to Cut Funding to Sanctuary Cities
Democracy Now, 3.28.2017

Sanctuary Cities ‘Stand Resolute’ in Face of Threatened Funding Cut-Off
Common Dreams, 3.28.2017

Representatives from sanctuary cities meet in NY as US Attorney General threatens funding
CNN Wire, 3.28.2017

Rahm Emanuel Rival Hits Chicago Mayor for Past Immigration Stances at NYC Sanctuary City Conference
Observer, 3.28.2017

Jeff Sessions just launched his most explicit threat yet to sanctuary cities
Fusion, 3.27.2017

New York Defiant As Trump Threatens Funds Over ‘Sanctuary’ Immigration Policies
Huffington Post, 3.27.2017

NYC pol surges sanctuary cities to be Trump’s ‘worst nightmare’
New York Daily News, 3.27.2017

Así reacciona la conferencia de ciudades santuario en Nueva York al ultimátum de Sessions
Unvision, 3.27.2017

DOJ threatens major crackdown on funds to sanctuary cities
New York Post, 3.27.2017

Few guarantees as local governments plot ‘sanctuary’ policy
Politico, 3.27.2017
"""
#: Three items that are ready and one that is not.
FEW = "\n\n".join(PASTE.split("\n\n")[place] for place in (0, 1, 10, 12))
OUTLETS = (
    *("Next City", "Common Dreams", "NBC News", "Democracy Now", "CNN Wire", "Observer", "Fusion"),
    *("Huffington Post", "New York Daily News", "Univision", "New York Post", "Politico"),
)


def url(name, *args):
    return reverse(f"press_imports:{name}", args=args)


def paste(browser, text, **fields):
    """Paste, and the import that came out."""
    locale = Locale.objects.get(language_code="en")
    answer = browser.post(url("add"), {"text": text, "locale": locale.pk, **fields})
    assert answer.status_code == 302, text_of(answer)
    return PressImport.objects.latest("pk")


def fields_of(answer):
    """What a browser would send of the form of the review, buttons left aside."""
    (form,) = by_class(parse(answer), "import-review")
    fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields


def send(browser, press_import, path="", **changes):
    """Open the review, change fields, press a button."""
    address = url("review", press_import.pk) + path
    return browser.post(address, {**fields_of(browser.get(address)), **changes})


def said(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def row_of(press_import, words):
    return press_import.rows.get(headline__contains=words)


def text_of(answer):
    return words(parse(answer))


def upload(browser, content, name="coverage.csv", **fields):
    answer = browser.post(url("add"), {"file": SimpleUploadedFile(name, content), **fields})
    return answer, PressImport.objects.order_by("pk").last()
