"""Every address of the admin, and who may do what there: the one table to review when a page or a role is added.

A cell holds what GET and POST give, in this order:

  200, 301, 302, 403, 404, 405   that status, and nothing in the database is changed by it
  login                          sent to the page to sign in, or shown what was typed with a link to it; nothing is changed
  own                            accepted, and what changed is the person's own account only (a password)
  done                           accepted, and something was changed

A POST sends what the form of the page sends after a change (SENT in test_permissions.py), to rows that others edited:
a letter that is public, changed since and waits for approval; for what is deleted a draft. `*` stands for each of the
models behind the last `=`; a pattern without a name is called by its route.
"""

from dataclasses import dataclass

from django.urls import get_resolver

ROLES = ("anonymous", "outsider", "lezer", "redacteur", "eindredacteur", "superuser")  # outsider: an account, no staff
METHODS = ("GET", "POST")

TABLE = """
#                         | anonymous   | outsider    | lezer       | redacteur   | eindredac.  | superuser
index                     | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
app_list                  | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
login                     | 200 200     | 200 200     | 302 200     | 302 200     | 302 200     | 302 200
logout                    | 302 302     | 302 302     | 405 200     | 405 200     | 405 200     | 405 200
password_change           | login login | login login | 200 own     | 200 own     | 200 own     | 200 own
password_change_done      | login login | login login | 200 405     | 200 405     | 200 405     | 200 405
second_factor             | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
second_factor_setup       | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
recovery_codes            | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
kept_form                 | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
autocomplete              | login login | login login | 200 405     | 200 405     | 200 405     | 200 405
jsi18n                    | login login | login login | 200 405     | 200 405     | 200 405     | 200 405
view_on_site              | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
(?P<url>.*)$              | login login | login login | 404 404     | 404 404     | 404 404     | 404 404
check_ledger              | login login | login login | 405 403     | 405 done    | 405 done    | 405 done
intake_list               | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
intake_letter             | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
intake_effect             | login login | login login | 302 403     | 302 200     | 302 200     | 302 200
intake_discard            | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
intake_check              | login login | login login   | 405 403     | 405 done    | 405 done    | 405 done

= letters_letter
*_review                  | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_history                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_compare                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_changelist              | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_change                  | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
*_delete                  | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_restore                 | login login | login login | 405 403     | 405 done    | 405 done    | 405 done
*_approve                 | login login | login login | 405 403     | 405 403     | 405 done    | 405 done
*_withdraw                | login login | login login | 405 403     | 405 403     | 405 done    | 405 done

= letters_dossier letters_minister commitments_category commitments_channel
*_review                  | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_history                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_compare                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_changelist              | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_change                  | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
*_delete                  | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_restore                 | login login | login login | 405 403     | 405 done    | 405 done    | 405 done
*_approve                 | login login | login login | 405 403     | 405 403     | 405 done    | 405 done
*_withdraw                | login login | login login | 405 403     | 405 403     | 405 200     | 405 200

= commitments_commitment
*_history                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_changelist              | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_change                  | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
*_delete                  | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_export                  | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_import                  | login login | login login | 403 403     | 200 200     | 200 200     | 200 200
*_process_import          | login login | login login | 405 403     | 405 done    | 405 done    | 405 done

= commitments_mention
*_history                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_changelist              | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 403 403     | 403 403     | 403 403
*_change                  | login login | login login | 200 403     | 200 403     | 200 403     | 200 403
*_delete                  | login login | login login | 403 403     | 403 403     | 403 403     | 403 403

= commitments_report
*_history                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_changelist              | login login | login login | 200 200     | 200 302     | 200 302     | 200 done
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 403 403     | 403 403     | 403 403
*_change                  | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
*_delete                  | login login | login login | 403 403     | 403 403     | 403 403     | 200 done

= commitments_explanation
*_history                 | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*_changelist              | login login | login login | 200 200     | 200 200     | 200 200     | 200 200
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 200 done    | 200 done    | 200 done
*_change                  | login login | login login | 200 403     | 200 done    | 200 done    | 200 done
*_delete                  | login login | login login | 403 403     | 403 403     | 403 403     | 200 done

= auth_user auth_group
*_history                 | login login | login login | 403 403     | 403 403     | 403 403     | 200 200
*_changelist              | login login | login login | 403 403     | 403 403     | 403 403     | 200 done
*/<path:object_id>/       | login login | login login | 302 302     | 302 302     | 302 302     | 302 302
*_add                     | login login | login login | 403 403     | 403 403     | 403 403     | 200 done
*_change                  | login login | login login | 403 403     | 403 403     | 403 403     | 200 done
*_delete                  | login login | login login | 403 403     | 403 403     | 403 403     | 200 done

= auth_user
*_password_change         | login login | login login | 403 403     | 403 403     | 403 403     | 200 done
"""


@dataclass(frozen=True)
class StaffPattern:
    """One line of the URL configuration of the admin."""

    key: str  # its name, or its route where it has none
    name: str | None
    route: str


def _patterns(resolver, before="", inside=False):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _patterns(entry, route, inside or entry.namespace == "admin")
        elif inside:
            yield StaffPattern(entry.name or route.removeprefix("beheer/"), entry.name, route)


PATTERNS = tuple(_patterns(get_resolver()))


def expected():
    """The table as {key: {(role, method): outcome}}."""
    found, models = {}, [""]
    for line in TABLE.splitlines():
        if line.startswith("="):
            models = line.removeprefix("=").split()
        elif line and not line.startswith("#"):
            key, *cells = (cell.strip() for cell in line.split("|"))
            for model in models:
                name = f"{model.replace('_', '/') if key[1] == '/' else model}{key[1:]}" if key[0] == "*" else key
                assert name not in found, f"two rows for {name}"
                found[name] = _cells(cells)
    return found


def _cells(cells):
    return {
        (role, method): outcome
        for role, cell in zip(ROLES, cells, strict=True)
        for method, outcome in zip(METHODS, cell.split(), strict=True)
    }
