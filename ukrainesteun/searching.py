"""Words that are found however they are typed: "oekraine" finds Oekraïne. The lookups
`has` and `has_pattern` of a text, on each engine alike."""

import re
import unicodedata
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, Lookup, TextField

ACCENTS = "\u0300-\u036f"  # the signs that stand on or below a letter, once they are apart from it
ON_SQLITE = "without_accents"


def without_accents(text: str) -> str:
    """The text in small letters, without what stands on them: "Oekraïne" is "oekraine"."""
    return re.sub(f"[{ACCENTS}]", "", unicodedata.normalize("NFKD", text)).lower()


@CharField.register_lookup
@TextField.register_lookup
class Has(Lookup):
    """Whether a text has these words, without regard to capitals and accents."""

    lookup_name = "has"
    sqlite = "instr({text}, {sought}) > 0"
    postgresql = "strpos({text}, {sought}) > 0"

    def get_prep_lookup(self) -> Any:
        return without_accents(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        raise NotImplementedError(f"searching on {connection.vendor}")

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        return self._compared(compiler, connection, self.sqlite, f"{ON_SQLITE}({{}})")

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        plain = f"lower(regexp_replace(normalize({{}}, NFKD), '[{ACCENTS}]', '', 'g'))"
        return self._compared(compiler, connection, self.postgresql, plain)

    def _compared(self, compiler: Any, connection: Any, comparison: str, plain: str) -> tuple[str, tuple[Any, ...]]:
        text, of_text = self.process_lhs(compiler, connection)
        sought, of_sought = self.process_rhs(compiler, connection)
        return comparison.format(text=plain.format(text), sought=sought), (*of_text, *of_sought)


@CharField.register_lookup
@TextField.register_lookup
class HasPattern(Has):
    """Whether a text, without its capitals and accents, has a part like this regular expression, written without them."""

    lookup_name = "has_pattern"
    sqlite = "{text} REGEXP {sought}"
    postgresql = "{text} ~ {sought}"

    def get_prep_lookup(self) -> Any:
        return self.rhs


def _teach_sqlite(sender: object, connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(ON_SQLITE, 1, _plain_or_null, deterministic=True)


def _plain_or_null(text: str | None) -> str | None:
    return None if text is None else without_accents(text)


connection_created.connect(_teach_sqlite, dispatch_uid=ON_SQLITE)
