"""PO files out and in: of one translation, and of a campaign's."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail_localize.models import Translation

from site_project.models import Campaign
from site_project.users.permissions import locales_of, may
from translation.locks import lock_for
from translation.po import export
from translation.po.importing import ChangedMeanwhileError, Plan, carry_out, plan, translation_id
from translation.po.reading import File, UnusableFile, read, read_upload
from translation.querysets import filed_under

#: Seconds for which what was shown can be taken in: a day.
MAX_AGE = 60 * 60 * 24
#: Bytes of the files, compressed and signed, in the form that takes them in (Django takes 2.5 MiB).
MAX_PAYLOAD = 2 * 1024 * 1024
#: So many entries of a file are listed.
SHOWN_ENTRIES = 300


def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The PO file of one translation. Who may do this is checked in front of the view."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    content = str(export.export(translation))
    return _attachment(content, "text/x-gettext-translation; charset=utf-8", export.file_name(translation))


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show what a PO file would change in one translation, then change it. Who may is checked in front of the view."""
    only = get_object_or_404(Translation, pk=translation_id)
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
    return _import(request, back, only)


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    """All PO files of a campaign out, and PO files or an archive of them in."""

    template_name = "translation/po/index.html"
    page_title = _("PO files")
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not locales_of(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        form = ArchiveForm(self.request.GET if "campaign" in self.request.GET else None, user=self.request.user)
        return super().get_context_data(form=form, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        context = self.get_context_data(**kwargs)
        form: ArchiveForm = context["form"]
        if not form.is_bound or not form.is_valid():
            return self.render_to_response(context)
        name = f"{slugify(form.campaign_name) or 'campaign'}-{form.locale.language_code}.zip"
        return _attachment(export.archive(form.translations), "application/zip", name)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return _import(request, request.path)


class ArchiveForm(forms.Form):
    """Chooses the files of an archive."""

    campaign = forms.ChoiceField(label=_("Campaign"))
    language = forms.ModelChoiceField(label=_("Language"), queryset=Locale.objects.none(), empty_label=None)

    #: Once it is valid.
    locale: Locale
    translations: list[Translation]
    campaign_name: str

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        fields: Any = self.fields
        fields["campaign"].choices = Campaign.objects.choices()
        fields["language"].queryset = locales_of(user)

    def clean(self) -> None:
        """Refuse a campaign of which the user may change no translation."""
        if self.errors:
            return
        self.locale = self.cleaned_data["language"]
        pk = self.cleaned_data["campaign"]
        fields: Any = self.fields
        self.campaign_name = dict(fields["campaign"].choices)[pk]
        found = filed_under(Campaign.objects.get(pk=pk)).filter(target_locale=self.locale, enabled=True)
        self.translations = [
            translation
            for translation in found.select_related("source", "target_locale").order_by("source__object_repr", "pk")
            if _may_change(self.user, translation)
        ]
        if not self.translations:
            raise ValidationError(_("Nothing of this campaign is translated into this language yet."))


def _import(request: HttpRequest, back: str, only: Translation | None = None) -> HttpResponse:
    """Show what files would change, or change it when that was confirmed."""
    try:
        is_confirmed = "payload" in request.POST
        files, marks = _unpack(request, only) if is_confirmed else (_uploaded(request), [])
        if not is_confirmed:
            plans = _plans(request, files, only)
        else:
            with transaction.atomic():
                plans = _plans(request, files, only, lock=True)
                count = carry_out(plans, marks, request.user)
            message = ngettext("%(count)d text was imported.", "%(count)d texts were imported.", count)
            messages.success(request, message % {"count": count})
            return HttpResponseRedirect(back)
    except UnusableFile as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    except ChangedMeanwhileError:
        messages.warning(request, gettext("Nothing was imported: texts have changed meanwhile. Please look again."))
    return _show(request, files, plans, back, only)


def _uploaded(request: HttpRequest) -> list[File]:
    return [file for upload in request.FILES.getlist("file") or (None,) for file in read_upload(upload)]


def _plans(request: HttpRequest, files: list[File], only: Translation | None, *, lock: bool = False) -> list[Plan]:
    """What the files would change.

    Args:
        lock: lock the translations until the transaction ends.
    """
    found: dict[int, tuple[File, Translation]] = {}
    for file in files:
        translation = only or _translation_of(request, file)
        if translation.pk in found:
            raise UnusableFile(gettext("%(file)s: another file is for the same page.") % {"file": file.name})
        found[translation.pk] = (file, translation)
    if lock:
        list(Translation.objects.select_for_update().filter(pk__in=found).order_by("pk"))
    return [plan(file, translation) for file, translation in found.values()]


def _translation_of(request: HttpRequest, file: File) -> Translation:
    try:
        translation = Translation.objects.filter(uuid=translation_id(file), enabled=True).first()
    except ValidationError:
        translation = None
    if translation is None:
        raise UnusableFile(gettext("%(file)s: there is no such translation any more.") % {"file": file.name})
    if not _may_change(request.user, translation):
        message = gettext("%(file)s: you may not change this translation, or it is locked.")
        raise UnusableFile(message % {"file": file.name})
    return translation


def _may_change(user: Any, translation: Translation) -> bool:
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return False
    return may(user, "change", target) and not lock_for(user, target)


def _show(
    request: HttpRequest, files: list[File], plans: list[Plan], back: str, only: Translation | None
) -> HttpResponse:
    content = {"files": [[file.name, file.text] for file in files], "marks": [plan.mark for plan in plans]}
    payload = signing.dumps(content, salt=_salt(request, only), compress=True)
    if len(payload) > MAX_PAYLOAD:
        messages.error(request, gettext("There is too much in these files. Upload them in parts."))
        return HttpResponseRedirect(back)
    count = sum(len(plan.taken) for plan in plans)
    context = {
        "plans": plans,
        "count": count,
        "payload": payload,
        "back": back,
        "shown": SHOWN_ENTRIES,
        "submit_label": ngettext("Import %(count)d text", "Import %(count)d texts", count) % {"count": count},
    }
    return render(request, "translation/po/dry_run.html", context)


def _unpack(request: HttpRequest, only: Translation | None) -> tuple[list[File], list[str]]:
    try:
        content = signing.loads(request.POST["payload"], salt=_salt(request, only), max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise UnusableFile(gettext("This has waited for too long. Upload the file again.")) from error
    return [read(name, text.encode()) for name, text in content["files"]], content["marks"]


def _salt(request: HttpRequest, only: Translation | None) -> str:
    return f"translation.po:{request.user.pk}:{only.pk if only else ''}"


def _attachment(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
