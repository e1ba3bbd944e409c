"""One row to choose: from a list where there are few, else by searching, with suggestions of what may be meant."""

from collections.abc import Callable
from itertools import islice
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django_filters.fields import ModelChoiceField

MOST_CHOICES = 100  # that a list has
MOST_SUGGESTIONS = 10


class ListOrSearch(forms.Select):
    """A list to choose from; where that would be long, a field to search in. `hint` stands in that while it is empty."""

    def __init__(self, hint: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.hint = hint

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        found = list(islice(self.choices, MOST_CHOICES + 2))  # the first is to choose none
        if len(found) > MOST_CHOICES + 1:
            field = forms.TextInput({"type": "search", "placeholder": self.hint, "maxlength": 200})
            return field.render(name, value, attrs, renderer)
        self.choices = found
        return super().render(name, value, attrs, renderer)


class SearchedField(ModelChoiceField):
    """Understands the address of a row and, where a list would be long, words that only one row has.

    `sought(text)` is where these words are; `one` names the row in Dutch. What may be meant by words that more rows have
    stands in `suggestions` once it was cleaned.
    """

    def __init__(self, *args: Any, sought: Callable[[str], Q], one: str, **kwargs: Any) -> None:
        self.sought, self.one = sought, one
        self.suggestions: list[Any] = []
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            if len(self.queryset.values("pk")[: MOST_CHOICES + 1]) <= MOST_CHOICES:
                raise
        return self._found(str(value))

    def _found(self, text: str) -> Any:
        found = list(self.queryset.filter(self.sought(text))[: MOST_SUGGESTIONS + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"Bij “{text}” vinden wij geen {self.one}. Typ iets anders.")
        self.suggestions = found[:MOST_SUGGESTIONS]
        raise forms.ValidationError(f"Bij “{text}” past meer dan één {self.one}. Kies er een, of typ er iets bij.")


class ListOrSearchFilter(filters.ModelChoiceFilter):
    field_class = SearchedField
