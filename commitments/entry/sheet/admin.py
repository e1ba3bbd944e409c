"""The pages of the admin for many commitments at once: export, upload, preview, confirm."""

import base64
import binascii

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm

from ukrainesteun.editions.admin import admin_address

from . import files
from .columns import COLUMNS, CommitmentResource
from .importing import import_rows, preview

KEPT_SECONDS = 12 * 60 * 60  # as long as a session of staff lasts
CHANGED_MEANWHILE = (
    "Er is nog niets ingevoerd: sinds het voorbeeld is er iets veranderd. Dit is wat er nu zou gebeuren."
)


class DutchXLSX(XLSX):
    def export_data(self, dataset, **kwargs):
        return files.write_xlsx(dataset.headers, list(dataset), "Toezeggingen")


class DutchCSV(CSV):
    def export_data(self, dataset, **kwargs):
        return files.write_csv(dataset.headers, list(dataset))

    def is_binary(self):
        """The bytes are made above, with their BOM."""
        return True


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Bestand",
        help_text=f"XLSX of CSV, hoogstens {files.LARGEST_FILE // 1024**2} MB en {files.dotted(files.MOST_ROWS)} rijen.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": "Dit bestand is leeg.", "required": "Kies een bestand."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.content = file.read(files.LARGEST_FILE + 1)
            self.rows = files.read(self.content, COLUMNS)
        except files.NotASheet as problem:
            raise forms.ValidationError(str(problem)) from problem
        if not self.rows:
            raise forms.ValidationError("Onder de namen van de kolommen staat nog niets.")
        return file


class ConfirmForm(forms.Form):
    """Carries the file from the preview to its confirmation, signed, for one person.

    So nothing lies in a folder or a session meanwhile, every worker can go on with it, and it cannot be another file
    than the one of which the preview was shown.
    """

    kept = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reden",
        max_length=300,
        required=False,
        help_text="Komt in de geschiedenis van elke rij te staan, na de naam van het bestand.",
        widget=forms.TextInput(attrs={"size": 60}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_kept(self):
        try:
            return unpacked(self.cleaned_data["kept"], self.user)
        except (signing.BadSignature, ValueError, KeyError, binascii.Error) as error:
            raise forms.ValidationError("Dit voorbeeld is verlopen. Kies het bestand opnieuw.") from error


def packed(name, content, fingerprint, user):
    """The file (bytes), its name and the fingerprint of its preview, in a text that only this user can hand back."""
    kept = {"name": name, "content": base64.b64encode(content).decode("ascii"), "fingerprint": fingerprint}
    return signing.dumps(kept, salt=_salt(user), compress=True)


def unpacked(text, user):
    """The name, content and fingerprint that were packed. Raises signing.BadSignature when it was somebody else's."""
    kept = signing.loads(text, salt=_salt(user), max_age=KEPT_SECONDS)
    return kept["name"], base64.b64decode(kept["content"]), kept["fingerprint"]


def _salt(user):
    return f"commitments.entry.sheet.{user.pk}"


class SheetAdmin(ImportExportMixin):
    """Mixed into the admin of commitments: the buttons of the list, and the pages behind them.

    The library gives the addresses, the buttons, the filtered export and the columns. Its own import saves row by row
    and knows no rules between rows, so that part is ours (importing.py).
    """

    resource_classes = [CommitmentResource]
    import_export_change_list_template = "admin/commitments/commitment/change_list.html"
    export_template_name = "admin/commitments/commitment/export.html"
    import_template_name = "admin/commitments/commitment/import.html"
    formats = [DutchXLSX, DutchCSV]
    export_form_class = ExportForm

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def has_import_permission(self, request):
        """An import adds and changes commitments, and makes new versions of letters."""
        may_edit = self.has_add_permission(request) and self.has_change_permission(request)
        return may_edit and request.user.has_perm("letters.change_letter")

    def get_export_filename(self, request, queryset, file_format):
        return f"toezeggingen-{timezone.localdate().isoformat()}.{file_format.get_extension()}"

    def get_export_context_data(self, **kwargs):
        return {"columns": COLUMNS}

    def import_action(self, request, **kwargs):
        """The page to choose a file, and then its preview."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return self._import_page(request, form=form, columns=COLUMNS)
        found = preview(form.rows, request.user, timezone.now())
        return self._preview_page(request, form.cleaned_data["file"].name, form.content, found)

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Does what the preview said, or shows what it would be now."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ConfirmForm(request.POST, user=request.user)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(errors))
            if typed := request.POST.get("reason", "").strip():
                messages.info(request, f"Uw reden was: {typed}")
            return redirect(admin_address(self.model, "import"))
        name, content, fingerprint = form.cleaned_data["kept"]
        reason = f"Import van {name}. {form.cleaned_data['reason']}".strip()
        rows = files.read(content, COLUMNS)
        done, found = import_rows(rows, fingerprint, request.user, timezone.now(), reason)
        if done is None:
            messages.warning(request, CHANGED_MEANWHILE)
            return self._preview_page(request, name, content, found, form.cleaned_data["reason"])
        self._log(request, done, reason)
        return redirect(admin_address(self.model, "changelist"))

    def _log(self, request, done, reason):
        for commitments, flag in ((done.new, ADDITION), (done.changed, CHANGE)):
            LogEntry.objects.log_actions(request.user.pk, commitments, flag, reason)
        told = f"Ingevoerd: {len(done.new)} nieuw, {len(done.changed)} gewijzigd. Dit wacht op goedkeuring."
        messages.success(request, told)

    def _preview_page(self, request, name, content, found, reason=""):
        confirm = None
        if found.can_be_done:
            kept = packed(name, content, found.fingerprint, request.user)
            confirm = ConfirmForm(initial={"kept": kept, "reason": reason}, user=request.user)
        return self._import_page(
            request,
            subtitle=name,
            preview=found,
            confirm=confirm,
            unchanged=ranges(row.number for row in found.unchanged),
        )

    def _import_page(self, request, **context):
        title = {"title": "Toezeggingen importeren", "opts": self.opts}
        page = self.admin_site.each_context(request) | title | context
        return TemplateResponse(request, self.import_template_name, page)


def ranges(numbers):
    """Ascending numbers as a person writes them: "2-14, 20"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
