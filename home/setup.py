"""The bare site: languages, home pages, the site record, groups and workflow. Safe to run at every start."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.models import HomePage
from site_project.i18n.translations import language_codes
from site_project.search.configurations import ensure_configurations
from site_project.users.groups import ensure_groups, ensure_workflow


def ensure_site() -> dict[str, HomePage]:
    """Make what is missing and bring the site record in line with SITE_URL.

    Returns:
        The home page of each language, by language code.
    """
    ensure_configurations()
    locales = ensure_locales()
    homes = ensure_homes(locales)
    ensure_site_record(homes[settings.LANGUAGE_CODE])
    ensure_groups(homes)
    ensure_workflow(homes)
    return homes


def ensure_locales() -> dict[str, Locale]:
    """A locale for each language of the settings, by code."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in language_codes()}


def ensure_homes(locales: dict[str, Locale]) -> dict[str, HomePage]:
    """A home page for each language. That of the default language is public at once; the others are drafts, to be
    translated from it: until one is published, its language is not announced."""
    root = Page.get_first_root_node()
    homes = {home.locale.language_code: home for home in HomePage.objects.filter(depth=2).select_related("locale")}
    default = homes.get(settings.LANGUAGE_CODE)
    if default is None:
        default = _add_home(root, locales[settings.LANGUAGE_CODE])
        default.save_revision().publish()
        default.refresh_from_db()
    homes[settings.LANGUAGE_CODE] = default
    for code, locale in locales.items():
        if code not in homes:
            homes[code] = _add_home(root, locale, translation_key=default.translation_key)
            _submit(default, homes[code])
    return homes


def _add_home(root: Page, locale: Locale, **values: object) -> HomePage:
    home = HomePage(title=_home_title(locale), slug=f"home-{locale.language_code}", locale=locale, live=False, **values)
    root.refresh_from_db()
    root.add_child(instance=home)
    home.save_revision()
    return HomePage.objects.get(pk=home.pk)


def _home_title(locale: Locale) -> str:
    with translation.override(locale.language_code):
        return _("Home")


def _submit(source: HomePage, home: HomePage) -> None:
    """Submit the default home page for translation into the language of `home`; the title that it was made with is the
    translation of the title that the source was made with."""
    origin, _created = TranslationSource.update_or_create_from_instance(source)
    Translation.objects.get_or_create(source=origin, target_locale=home.locale)
    for segment in StringSegment.objects.filter(source=origin, context__path="title").select_related("string"):
        if segment.string.data == _home_title(source.locale) != home.title:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                context_id=segment.context_id,
                locale=home.locale,
                defaults={"data": home.title},
            )


def ensure_site_record(home: HomePage) -> Site:
    """The default site at the address of SITE_URL, with `home` as its root. Wagtail's "Welcome" page goes."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first() or Site(is_default_site=True)
    wanted = {"hostname": address.hostname or "localhost", "port": port}
    stock = site.root_page if site.pk and site.root_page.specific_class is Page else None
    if site.pk is None or stock or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        if site.pk is None or stock:
            site.root_page = home
        site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
        site.save()
    if stock and not stock.get_children().exists():
        stock.delete()
    return site
