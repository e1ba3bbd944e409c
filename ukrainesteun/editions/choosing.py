"""What one can choose and find in the admin: working rows, never their public copies, and never what was forged."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple

from ukrainesteun.searching import Has

from .models import Edition

LONGEST_SEARCH = 200  # characters, as in the public list of commitments


def is_key(value: object) -> bool:
    """Whether it can be the key of a row; what was forged can not, and a database would choke on it."""
    return (value := str(value)).isdecimal() and len(value) < 19


class _OnlyKeys(AutocompleteMixin):
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if is_key(one)], attr)


class SearchOne(_OnlyKeys, AutocompleteSelect):
    """A search box that can also show again what no page could send."""


class SearchMany(_OnlyKeys, AutocompleteSelectMultiple):
    """The same for several."""


class KeysField(forms.ModelMultipleChoiceField):
    """Several rows, by their keys."""

    def clean(self, value):
        for one in value or ():
            if not is_key(one):
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(one)[:20]})
        return super().clean(value)


class WorkingLinks(BaseModelAdmin):
    """In the admin, a working row links to working rows: the public copies are not to choose from."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchOne(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **_working(db_field) | kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs |= {"widget": SearchMany(db_field, self.admin_site), "form_class": KeysField}
        return super().formfield_for_manytomany(db_field, request, **_working(db_field) | kwargs)


def _working(link):
    if not issubclass(link.related_model, Edition):
        return {}
    return {"queryset": link.related_model.objects.working()}


class WorkingLinksFilter(admin.RelatedFieldListFilter):
    """A filter on a link, with the working rows to choose from."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"is_public_copy": False})


class ShortSearch(admin.ModelAdmin):
    """A list of the admin that finds "Oekraïne" by "oekraine"; nobody searches it for more words than a database can look for
    at once."""

    def get_search_fields(self, request):
        return [f"{field}__{Has.lookup_name}" for field in super().get_search_fields(request)]

    def get_search_results(self, request, queryset, search_term):
        if len(search_term) > LONGEST_SEARCH:
            self.message_user(request, f"Zoek met hooguit {LONGEST_SEARCH} tekens.", messages.WARNING)
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)
