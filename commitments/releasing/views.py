"""The pages of releases and their files, which stay as they are for ever."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.models import Commitment, Release, ReleaseFile
from letters.models import Letter

from .difference import read

PER_PAGE = 100
SHOWN = 100  # of the commitments that changed; the file has all
CONTENT_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8; header=present"}


def release_list(request):
    """All releases, the newest first."""
    page = Paginator(Release.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "commitments/release_list.html", {"page": page})


def newest(request):
    """Leads to the newest release."""
    release = Release.objects.first()
    if release is None:
        raise Http404
    return redirect(release)


def release_detail(request, number):
    """What this release changed, in euros, and its files."""
    release = get_object_or_404(Release, number=number)
    beside = {one.number: one for one in Release.objects.filter(number__in=[number - 1, number + 1])}
    files = {file.name: file for file in release.files.defer("packed")}
    changed = list(read(release.files.get(name=ReleaseFile.Name.DIFFERENCE).content.decode()))
    shown = changed[:SHOWN]
    letters = _addresses(Letter, [slug for slug, _ in release.letters])
    commitments = _addresses(Commitment, [one.slug for one in shown])
    context = {
        "release": release,
        "before": beside.get(number - 1),
        "after": beside.get(number + 1),
        "letters": [(name, letters.get(slug, "")) for slug, name in release.letters],
        "files": [(files[name], what) for name, what in ReleaseFile.Name.choices],
        "count": len(changed),
        "changed": [(one, commitments.get(one.slug, "")) for one in shown],
    }
    return render(request, "commitments/release_detail.html", context)


def release_file(request, number, name):
    """One file, byte for byte as it was made; whoever has it need never ask again."""
    file = get_object_or_404(ReleaseFile.objects.select_related("release"), release__number=number, name=name)
    response = HttpResponse(file.content, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="oekrainesteun-uitgave-{number}-{name}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _addresses(model, slugs):
    """{slug: address} of those of these letters or commitments that the public can read now."""
    return {row.slug: row.get_absolute_url() for row in model.objects.published().filter(slug__in=slugs).only("slug")}
