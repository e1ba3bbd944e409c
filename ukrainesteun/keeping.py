"""The public answers of this site, kept: kept_answers/ with what only the site knows."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

from commitments.releases import newest_version
from commitments.site.question import ACCEPTED
from commitments.site.sitemaps import SITEMAPS

from .kept_answers.folder import Folder
from .kept_answers.newest import Newest
from .kept_answers.program import edition_of
from .kept_answers.warming import warm_by
from .kept_answers.wrapper import KeptAnswers, Program

NOT_FOR_ALL = ("/beheer", "/admin", "/melden/", "/static/")  # how the paths begin that readers have each for themselves
FOLDERS = ("commitments", "letters", "ukrainesteun", "templates", "static", "staticfiles")


def keeping(program: Program) -> Program:
    """The same program with its public answers kept, where the settings name a folder for them."""
    if settings.KEPT_DIR is None:
        return program
    said = [settings.CONTACT_EMAIL, settings.HTTPS, settings.ALLOWED_HOSTS]
    return KeptAnswers(
        program,
        Newest(newest_version, settings.KEPT_DIR / "newest.json"),
        Folder(settings.KEPT_DIR),
        accepted=frozenset(ACCEPTED),
        left_out=NOT_FOR_ALL,
        edition=edition_of([settings.BASE_DIR / name for name in FOLDERS], said),
        on_new_version=warm_by(public_paths),
    )


def public_paths() -> Iterator[str]:
    """The path of every page that search engines are told of."""
    for sitemap in SITEMAPS.values():
        for row in sitemap.items():
            yield urlsplit(sitemap.location(row)).path
