"""Commitments as a file: what an export holds, what an import would do, and that it does that, wholly or not at all."""

import csv
import datetime
import io
import time
import zipfile

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import connection

from commitments.entry.sheet import admin as sheet_admin
from commitments.entry.sheet import files
from commitments.entry.sheet.columns import COLUMNS
from commitments.models import Affected, Commitment
from letters.models import Letter
from tests.commitments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LIST = "/beheer/commitments/commitment/"
NAUGHTY = [
    "=1+1",
    "+31 20",
    "-5",
    "@SUM(A1)",
    "'=1+1",
    "''=1+1",
    "'gewoon",
    '=HYPERLINK("http://x";"y")',
    '"aanhaling" en ; en , en\ttab',
    "twee\r\nregels",
    "twee\nregels",
    "\u202eomgekeerd\u202c",
    "🇺🇦 emoji é ＝",
    "<script>alert(1)</script>",
    "_x0041_ en _x000D_",
    "1e5",
    "0012",
    "2024-01-01",
    "WAAR",
    "#N/A",
    "None",
    " spaties ",
]
IS_A_DATE = (
    "Uw programma heeft hier een datum of tijd van gemaakt (1-3-2024). "
    "Geef de cel de opmaak Tekst en typ opnieuw wat er hoort te staan."
)
NOT_FOUND = (
    "is geen adres van een toezegging, en geen titel van een nieuwe rij in dit bestand. Kijk het na in een export."
)


def person(client, name, group):
    user = User.objects.create_user(name, password="x", is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def anna(client):
    return person(client, "anna", "redacteur")


@pytest.fixture
def letter():
    return make.working()


def cells(**fields):
    """One row of a file, with all that a new commitment needs."""
    make.category()
    row = dict.fromkeys(COLUMNS, "")
    row |= {"title": "Nieuw", "amount_eur": 100, "precision": "exact", "year": 2024, "category": "military"}
    return row | {"stage": "aangekondigd", "finance_type": "gift"} | fields


def as_csv(*rows, columns=COLUMNS, delimiter=";", encoding="utf-8-sig"):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([columns, *([row[name] for name in columns] for row in rows)])
    return file.getvalue().encode(encoding)


def as_xlsx(*rows, columns=COLUMNS):
    book = openpyxl.Workbook()
    for row in (columns, *([row[name] for name in columns] for row in rows)):
        book.active.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def export(client, kind="xlsx", query=""):
    response = client.post(f"{LIST}export/{query}", {"format": {"xlsx": 0, "csv": 1}[kind], "resource": 0})
    assert response.status_code == 200
    return response


def exported(client, kind="xlsx", query=""):
    """The rows of an export, as an import reads them: a dict for each."""
    return [row.cells for row in files.read(export(client, kind, query).content, COLUMNS)]


def upload(client, content, name="toezeggingen.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return client.post(f"{LIST}import/", {"file": file})


def seen(client, content):
    """What the page says of each row: (kind, [(label, before, after)] or [(column, problem)])."""
    response = upload(client, content)
    assert "preview" in response.context, response.context["form"].errors.as_text()
    return {row.number: told(row) for row in response.context["preview"].rows}


def told(row):
    if row.problems:
        return "fout", list(row.problems)
    kind = "nieuw" if row.is_new else "gewijzigd" if row.changes else "ongewijzigd"
    return kind, [(change.label, change.before, change.after) for change in row.changes]


def problems(client, *rows):
    """What is wrong, by row and column; nothing is written."""
    before = everything()
    found = seen(client, as_xlsx(*rows))
    assert everything() == before
    return {(number, column): said for number, (kind, all_) in found.items() if kind == "fout" for column, said in all_}


def confirm(client, content, reason="", meanwhile=lambda: None):
    """Uploads a file and confirms what the preview says; returns the answer to that."""
    form = upload(client, content).context["confirm"]
    assert form is not None, "there is nothing to confirm"
    meanwhile()
    return client.post(f"{LIST}process_import/", {"kept": form.initial["kept"], "reason": reason})


def everything():
    return [
        list(Commitment.objects.order_by("pk").values()),
        list(Letter.objects.order_by("pk").values()),
        list(Affected.objects.order_by("pk").values_list("commitment", "into")),
        Commitment.history.count(),
        Letter.history.count(),
        LogEntry.objects.count(),
    ]


# export


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_has_every_column_of_each_working_row(client, anna, kind):
    letter = make.working()
    old = make.commitment(title="Oud", letter=letter, published_at=None)
    part = make.commitment(40, title="Deel", letter=letter, part_of=old, published_at=None)
    new = make.commitment(2_500_000_000, title="Jong", replaces=old, takes=[part], letter=letter, published_at=None)
    make.approved(make.working(5))
    rows = {row["slug"]: row for row in exported(client, kind)}
    assert len(rows) == 4
    assert {name: str(value) for name, value in rows[new.slug].items()} == {
        "slug": new.slug, "title": "Jong", "amount_eur": "2500000000", "precision": "exact", "year": "2024", "end_year": "2024",
        "currency": "EUR", "amount": "", "rate": "", "rate_date": "", "rate_source": "",
        "period_note": "", "category": "military", "channel": "", "stage": "aangekondigd", "finance_type": "gift",
        "exclusion": "", "letter": letter.slug, "part_of": "", "on_top_of": "", "note": "",
        "version": "1",
    }  # fmt: skip
    assert rows[part.slug]["part_of"] == old.slug


def test_an_export_has_the_rows_that_the_list_shows(client, anna, letter):
    make.promised(letter, title="Tanks")
    make.promised(letter, title="Dekens", category="humanitarian")
    assert [row["title"] for row in exported(client, query="?q=dekens")] == ["Dekens"]
    military = make.category("military").pk
    assert [row["title"] for row in exported(client, query=f"?category__id__exact={military}")] == ["Tanks"]
    page = client.get(f"{LIST}?q=dekens").content.decode()
    assert f'href="{LIST}export/?q=dekens"' in page
    assert f'href="{LIST}import/"' in page


def test_a_dutch_excel_opens_the_csv_in_columns(client, anna, letter):
    make.promised(letter, title="Categorieën")
    response = export(client, "csv")
    assert response.content.startswith("\ufeffslug;title;amount_eur;".encode())
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Disposition"].startswith('attachment; filename="toezeggingen-20')


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_is_imported_without_a_change_and_runs_nowhere(client, anna, letter, kind):
    for text in NAUGHTY:
        make.promised(letter, title=text, note=text, period_note=text[:80])
    content = export(client, kind).content
    found = seen(client, content)
    assert set(map(str, found.values())) == {"('ongewijzigd', [])"}
    assert len(found) == len(NAUGHTY)
    if kind == "csv":
        written = [
            cell
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
            for cell in row
        ]
    else:
        written = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in written}
        written = [cell.value for cell in written if isinstance(cell.value, str)]
    assert [cell for cell in written if cell.startswith(tuple("=+-@\t\r\n"))] == []


def test_a_cell_that_xlsx_cannot_hold_is_named(client, anna, letter):
    make.promised(letter, note="\x07")
    response = client.post(f"{LIST}export/", {"format": 0, "resource": 0}, follow=True)
    assert (
        "Rij 2, kolom note: deze tekst bevat een teken dat niet in XLSX kan. Exporteer als CSV."
        in response.content.decode()
    )


# preview


def test_a_preview_says_of_each_row_what_would_happen_and_writes_nothing(client, anna, letter):
    make.promised(letter, title="Blijft")
    make.commitment(title="Wordt anders", letter=letter, published_at=None)
    rows = exported(client)
    rows[1] |= {"amount_eur": 250, "stage": "geleverd", "title": "Is anders"}
    before = everything()
    assert seen(client, as_xlsx(*rows, cells(letter=letter.slug, amount_eur="2,5 miljard"))) == {
        2: ("ongewijzigd", []),
        3: ("gewijzigd", [
            ("titel", "Wordt anders", "Is anders"),
            ("bedrag", "€\xa0100", "€\xa0250"),
            ("fase", "aangekondigd", "geleverd"),
        ]),
        4: ("nieuw", [
            ("titel", "", "Nieuw"), ("bedrag", "", "€\xa02.500.000.000"), ("nauwkeurigheid", "", "precies"), ("jaar", "", "2024"),
            ("tot en met", "", "2024"), ("categorie", "", "Military"), ("fase", "", "aangekondigd"),
            ("soort", "", "gift (geld of goederen)"), ("aangekondigd in", "", str(letter)),
        ]),
    }  # fmt: skip
    assert everything() == before


def test_a_confirmed_import_is_one_edit_of_each_letter_with_its_reason(client, anna, letter):
    other, untouched = make.working(), make.working(7)
    make.commitment(title="Wordt anders", letter=letter, published_at=None)
    rows = exported(client)
    next(row for row in rows if row["title"] == "Wordt anders")["amount_eur"] = 250
    new = [cells(letter=other.slug, title=f"Nieuw {place}") for place in (1, 2)]
    response = confirm(client, as_csv(*rows, *new), "Nagekeken met de brief.")
    assert (response.status_code, response.url) == (302, LIST)
    assert Commitment.objects.get(title="Wordt anders").amount_eur == 250
    assert [one.slug for one in other.commitments.order_by("pk")] == ["nieuw-1", "nieuw-2"]
    assert [(make.again(row).version, make.again(row).edited_by) for row in (letter, other, untouched)] == [
        (2, anna), (2, anna), (1, None),
    ]  # fmt: skip
    reason = "Import van toezeggingen.xlsx. Nagekeken met de brief."
    records = [make.again(other).history.first(), Commitment.history.get(title="Nieuw 2"), letter.history.first()]
    assert {(record.history_user, record.history_change_reason) for record in records} == {(anna, reason)}
    assert other.history.filter(version=2).count() == 1
    assert LogEntry.objects.filter(user=anna, change_message=reason).count() == 3


def test_what_was_approved_waits_for_approval_again_after_an_import(client, anna):
    letter = make.working(5)
    make.approved(letter)
    (row,) = exported(client)
    confirm(client, as_xlsx(row | {"note": "Een toelichting."}))
    letter = make.again(letter)
    assert letter.state == "openbaar; een wijziging wacht op goedkeuring"
    assert letter.public_copy.commitments.get().note == ""


def test_an_import_deletes_nothing(client, anna, letter):
    make.promised(letter, title="Staat niet in het bestand")
    confirm(client, as_xlsx(cells(letter=letter.slug)))
    assert letter.commitments.count() == 2


# all or nothing, of this moment


def test_one_wrong_row_and_nothing_can_be_confirmed(client, anna, letter):
    response = upload(client, as_xlsx(cells(letter=letter.slug), cells(letter="bestaat-niet", title="Anders")))
    assert response.context["confirm"] is None
    assert "Rij 3, kolom <code>letter</code> (“Anders”): ‘bestaat-niet’ kennen wij niet." in response.content.decode()


def test_a_row_of_an_old_export_is_refused_with_who_and_when(client, anna, letter):
    make.commitment(letter=letter, published_at=None)
    (row,) = exported(client)
    now = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    other = User.objects.create_user("bert")
    letter.note_edit(other, now)
    letter.save()
    assert problems(client, row | {"amount_eur": 3}) == {
        (
            2,
            "version",
        ): f"bert heeft {letter.designation} intussen bewerkt op 1 maart 2026 om 13:00: het bestand kent versie 1, "
        "nu is er versie 2. Exporteer opnieuw en breng uw wijziging daarin aan."
    }
    assert seen(client, as_xlsx(row)) == {2: ("ongewijzigd", [])}
    assert problems(client, row | {"amount_eur": 3, "version": ""}) == {
        (2, "version"): "Hier hoort het getal uit een export. Neem de rij opnieuw uit een export."
    }


def test_what_changed_since_the_preview_is_shown_anew_and_nothing_is_written(client, anna, letter):
    old = make.commitment(letter=letter, published_at=None)
    (row,) = exported(client)

    def meanwhile():
        again = make.again(letter)
        again.note_edit(None, make.NOW)
        again.save()
        meanwhile.left = everything()

    response = confirm(client, as_xlsx(row | {"amount_eur": 3}, cells(letter=letter.slug)), meanwhile=meanwhile)
    assert response.status_code == 200
    assert everything() == meanwhile.left
    assert make.again(old).amount_eur == 100
    page = response.content.decode()
    assert sheet_admin.CHANGED_MEANWHILE in page
    assert "Een opdracht aan het programma heeft" in page


def test_a_changed_preview_can_be_confirmed_in_its_turn(client, anna, letter):
    row = cells(letter=letter.slug, title="Nieuw", period_note="januari")
    other = cells(letter=letter.slug, title="Ander")

    def meanwhile():
        make.category().__class__.objects.filter(slug="military").update(name="Militair")

    response = confirm(client, as_xlsx(row, other), meanwhile=meanwhile)
    assert not letter.commitments.exists()
    kept = response.context["confirm"].initial["kept"]
    assert client.post(f"{LIST}process_import/", {"kept": kept}).status_code == 302
    assert letter.commitments.count() == 2


def test_a_reason_that_was_typed_is_there_again_where_an_import_was_not_done(client, anna, letter):
    def meanwhile():
        make.category().__class__.objects.filter(slug="military").update(name="Militair")

    response = confirm(client, as_xlsx(cells(letter=letter.slug)), "Nageteld.", meanwhile)
    assert response.context["confirm"].initial["reason"] == "Nageteld."
    client.post(f"{LIST}process_import/", {"kept": "verlopen", "reason": "Nageteld."})
    assert "Uw reden was: Nageteld." in client.get(f"{LIST}import/").content.decode()


def test_a_button_pressed_twice_enters_nothing_twice(client, anna, letter):
    content = as_xlsx(cells(letter=letter.slug))
    kept = upload(client, content).context["confirm"].initial["kept"]
    for _ in range(2):
        client.post(f"{LIST}process_import/", {"kept": kept})
    assert letter.commitments.count() == 1
    assert problems(client, cells(letter=letter.slug)) == {
        (2, "slug"): "Deze toezegging is er al, op het adres nieuw. Haal de rij weg, of zeg in de titel wat anders is."
    }


def test_a_preview_is_confirmed_only_by_who_saw_it_and_unaltered(client, anna, letter):
    kept = upload(client, as_xlsx(cells(letter=letter.slug))).context["confirm"].initial["kept"]
    attempts = ["", "x", "../../etc/passwd", kept[:-1], "A" + kept]
    for attempt in attempts:
        response = client.post(f"{LIST}process_import/", {"kept": attempt})
        assert (response.status_code, response.url) == (302, f"{LIST}import/")
    person(client, "bert", "redacteur")
    assert client.post(f"{LIST}process_import/", {"kept": kept}).url == f"{LIST}import/"
    assert not Commitment.objects.exists()


# the rules


@pytest.mark.parametrize(
    ("column", "typed", "problem"),
    [
        ("title", "", "Deze cel is leeg. Vul haar in."),
        ("title", "x" * 301, "Zorg dat deze waarde niet meer dan 300 tekens bevat (het zijn er nu 301)."),
        ("amount_eur", "2.5 miljard", "‘2.5 miljard’: gebruik een komma voor decimalen (2,5 miljard) en punten tussen "
         "duizendtallen (2.500.000.000)."),
        ("amount_eur", 2.5, "‘2,5’ is geen heel bedrag. Schrijf miljoen of miljard erbij, of rond af op hele euro's."),
        ("amount_eur", 10**13 + 1, "Dit is meer dan tienduizend miljard euro. Kijk het aantal nullen na."),
        ("year", "vorig jaar", "‘vorig jaar’ is geen jaartal. Vul vier cijfers in, zoals 2024."),
        ("year", 1900, "Zorg ervoor dat deze waarde minstens 2014 is."),
        ("end_year", 2023, "De periode eindigt voor ze begint. Draai de jaren om of laat “tot en met” leeg."),
        ("year", datetime.date(2024, 3, 1), IS_A_DATE),
        ("period_note", datetime.date(2024, 3, 1), IS_A_DATE),
        ("note", True, "Hier staat “waar” of “onwaar”. Typ wat er hoort te staan."),
        ("note", "=1+1", "Hier staat een formule. Plak de cel opnieuw, als waarde."),
        ("precision", "ongeveer", "‘ongeveer’ kennen wij niet. Kies uit: exact, circa, at-least, at-most."),
        ("stage", "", "Deze cel is leeg. Kies uit: aangekondigd, gereserveerd, toegewezen, geleverd."),
        ("category", "zorg", "‘zorg’ kennen wij niet. Kies uit: military; of voer eerst in wat ontbreekt."),
        ("slug", "onbekend", "Er is geen toezegging met het adres ‘onbekend’. Laat de cel leeg voor een nieuwe."),
        ("part_of", "onbekend", f"‘onbekend’ {NOT_FOUND}"),
        ("part_of", "Nieuw", "Via deze kolom komt de rij weer bij zichzelf uit. Kies een andere."),
        ("on_top_of", "onbekend", f"‘onbekend’ {NOT_FOUND}"),
        ("finance_type", "garantie", "Een garantie is geen uitgave en telt niet mee: kies bij “uitgesloten omdat” de garantie."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_what_to_do(client, anna, letter, column, typed, problem):
    of_the_row = column in ("end_year", "finance_type") or typed == 10**13 + 1
    found = problems(client, cells(letter=letter.slug) | {column: typed})
    assert found == {(2, "" if of_the_row else column): problem}


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        (2500000000.0, 2_500_000_000),
        ("2500000000.0", 2_500_000_000),
        ("2500000000,00", 2_500_000_000),
        ("2,5 miljard", 2_500_000_000),
        ("€ 102 mln", 102_000_000),
        (9_999_999_999_999, 9_999_999_999_999),
        ("9.999.999.999.999", 9_999_999_999_999),
    ],
)
@pytest.mark.parametrize("file", [as_xlsx, as_csv])
def test_an_amount_is_read_to_the_euro(client, anna, letter, typed, euros, file):
    confirm(client, file(cells(letter=letter.slug, amount_eur=typed, year=2024.0)))
    assert (letter.commitments.get().amount_eur, letter.commitments.get().year) == (euros, 2024)


def formatted(row, number_format, column="amount_eur"):
    """The file with this row, the number in one column shown by a format."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(row)))
    book.active.cell(2, COLUMNS.index(column) + 1).number_format = number_format
    return saved(book)


@pytest.mark.parametrize(
    ("typed", "number_format", "euros"),
    [(102, '0" mln"', 102_000_000), (2_499_600_000, '#,##0,,"mln"', 2_499_600_000), (102, '"€" #,##0', 102)],
)
def test_an_amount_with_a_unit_in_its_format_is_what_a_person_sees(client, anna, letter, typed, number_format, euros):
    confirm(client, formatted(cells(letter=letter.slug, amount_eur=typed), number_format))
    assert letter.commitments.get().amount_eur == euros


@pytest.mark.parametrize(
    ("typed", "number_format", "problem"),
    [
        (102_000_000, "#,##0,,", "Hier staat 102.000.000, maar de opmaak van de cel toont 102. Geef de cel de opmaak Getal en "
         "kijk het bedrag na."),
        (102, '"US$" 0', "Dit bedrag is in USD. Vul een bedrag in euro's in, bijvoorbeeld 2,5 miljard."),
        (1, "0%", "‘100 %’ is een percentage. Schrijf het bedrag zelf, bijvoorbeeld 2,5 miljard."),
        (102, '0" stuks"', "‘stuks’ kennen wij niet bij een bedrag. Schrijf duizend, mln, miljoen, mld of miljard."),
    ],
)  # fmt: skip
def test_an_amount_of_which_the_format_says_something_else_is_refused(
    client, anna, letter, typed, number_format, problem
):
    content = formatted(cells(letter=letter.slug, amount_eur=typed), number_format)
    assert seen(client, content) == {2: ("fout", [("amount_eur", problem)])}


@pytest.mark.engines
def test_all_that_is_wrong_with_a_row_is_told_at_once_also_beside_other_rows(client, anna, letter):
    make.commitment(50, slug="geheel", title="Geheel", letter=letter, published_at=None)
    wrong = cells(letter=letter.slug, amount_eur=90, part_of="geheel", stage="x", channel="a", title="x" * 301)
    other = cells(letter=letter.slug, amount_eur="veel", year="ooit", title="Ander")
    assert seen(client, as_xlsx(wrong, other)) == {
        2: (
            "fout",
            [
                ("channel", "‘a’ kennen wij niet. Er is er nog geen: voer hem eerst in."),
                ("stage", "‘x’ kennen wij niet. Kies uit: aangekondigd, gereserveerd, toegewezen, geleverd."),
                ("title", "Zorg dat deze waarde niet meer dan 300 tekens bevat (het zijn er nu 301)."),
                ("", "De onderdelen zijn samen €\xa090, meer dan het geheel “Geheel” van €\xa050: “Rij 2” €\xa090."),
            ],
        ),
        3: (
            "fout",
            [
                ("amount_eur", "‘veel’ is geen bedrag. Schrijf bijvoorbeeld 2,5 miljard, 102 mln of 2.500.000.000."),
                ("year", "‘ooit’ is geen jaartal. Vul vier cijfers in, zoals 2024."),
            ],
        ),
    }


def test_between_rows_of_which_one_is_not_read_nothing_is_told(client, anna, letter):
    whole = make.commitment(50, slug="geheel", title="Geheel", letter=letter, published_at=None)
    (row,) = exported(client)
    part = cells(letter=letter.slug, amount_eur=90, part_of="geheel")
    assert set(problems(client, row | {"amount_eur": "100,-?"}, part)) == {(2, "amount_eur")}
    assert set(problems(client, row | {"amount_eur": 100, "year": "x"}, part)) == {(2, "year")}
    assert whole.amount_eur == 50


def test_an_address_stands_in_a_file_once(client, anna, letter):
    one = make.commitment(letter=letter, published_at=None)
    (row,) = exported(client)
    assert problems(client, row, row) == {(3, "slug"): f"‘{one.slug}’ staat ook op rij 2. Houd één van de twee rijen."}
    assert problems(client, cells(letter=letter.slug), cells(letter=letter.slug)) == {
        (3, "slug"): "Deze toezegging is er al, op rij 2. Haal de rij weg, of zeg in de titel wat anders is."
    }


def test_new_rows_refer_to_each_other_by_title_whatever_their_order(client, anna, letter):
    rows = [
        cells(letter=letter.slug, title="Deel", amount_eur=40, part_of="Geheel"),
        cells(letter=letter.slug, title="Geheel", amount_eur=100),
        cells(letter=letter.slug, title="Erbovenop", amount_eur=10, on_top_of="Geheel"),
    ]
    confirm(client, as_xlsx(*rows))
    part, whole, top_up = (Commitment.objects.get(title=row["title"]) for row in rows)
    assert (part.part_of, top_up.on_top_of) == (whole, whole)
    assert Commitment.history.filter(title="Deel").count() == 1


def test_a_title_that_two_new_rows_have_refers_to_neither(client, anna, letter):
    twins = [cells(letter=letter.slug, title="Geheel", amount_eur=amount) for amount in (100, 200)]
    part = cells(letter=letter.slug, title="Deel", amount_eur=40, part_of="Geheel")
    assert problems(client, *twins, part) == {
        (4, "part_of"): "‘Geheel’ is de titel van 2 nieuwe rijen. Geef die elk een eigen titel."
    }
    confirm(client, as_xlsx(*twins))
    assert sorted(letter.commitments.values_list("slug", flat=True)) == ["geheel", "geheel-2"]


def test_parts_do_not_exceed_their_whole_over_all_rows_together(client, anna, letter):
    whole = make.commitment(100, title="Geheel", letter=letter, published_at=None)
    part = make.commitment(60, title="Deel", letter=letter, part_of=whole, published_at=None)
    rows = {row["slug"]: row for row in exported(client)}
    more = cells(letter=letter.slug, title="Nog een deel", amount_eur=60, part_of=whole.slug)
    assert problems(client, more) == {
        (2, ""): "De onderdelen zijn samen €\xa0120, meer dan het geheel “Geheel” van €\xa0100: "
        "“Nog een deel” €\xa060, “Deel” €\xa060."
    }
    assert seen(client, as_xlsx(rows[part.slug] | {"amount_eur": 40}, more))[3][0] == "nieuw"
    assert seen(client, as_xlsx(rows[whole.slug] | {"amount_eur": 120}, more))[3][0] == "nieuw"


def test_a_circle_is_refused(client, anna, letter):
    whole = make.commitment(title="Geheel", letter=letter, published_at=None)
    part = make.commitment(title="Deel", letter=letter, part_of=whole, published_at=None)
    rows = {row["slug"]: row for row in exported(client)}
    assert set(problems(client, rows[whole.slug] | {"part_of": part.slug})) == {(2, "part_of")}
    new = [cells(letter=letter.slug, title=title, part_of=other) for title, other in (("A", "B"), ("B", "A"))]
    assert set(problems(client, *new)) == {(2, "part_of"), (3, "part_of")}


def test_what_begins_by_a_change_of_a_letter_keeps_it_and_stays_in_that_letter(client, anna, letter):
    old = make.commitment(title="Oud", letter=letter, published_at=None)
    new = make.commitment(title="Jong", letter=letter, published_at=None, replaces=old)
    other = make.working()
    row = next(row for row in exported(client) if row["slug"] == new.slug)
    assert set(problems(client, row | {"letter": other.slug})) == {(2, "letter")}
    confirm(client, as_xlsx(row | {"note": "Zo staat het er."}))
    assert (make.again(new).note, make.again(new).begun_by) == ("Zo staat het er.", new.begun_by)


def test_an_amount_and_its_quote_are_mended_together(client, anna, letter):
    make.promised(letter, 100)
    other = make.working()
    (row,) = exported(client)
    assert problems(client, row | {"amount_eur": 90}) == {
        (2, "amount_eur"): "Het citaat zegt “€\xa0100”. Verbeter bedrag en citaat samen, op de pagina van de brief "
        f"({letter.designation})."
    }
    assert problems(client, row | {"letter": other.slug}) == {
        (
            2,
            "letter",
        ): f"{letter.designation} noemt deze toezegging (“€\xa0100”). Verander eerst, op de pagina van die brief, "
        "het oordeel van die vindplaats."
    }


def test_a_row_that_moves_makes_a_new_version_of_both_letters(client, anna, letter):
    other = make.working()
    make.commitment(letter=letter, published_at=None)
    (row,) = exported(client)
    confirm(client, as_xlsx(row | {"letter": other.slug}))
    assert [make.again(one).version for one in (letter, other)] == [2, 2]
    assert other.commitments.count() == 1


# files


def refused(client, content, name="toezeggingen.xlsx"):
    """Why a file is not looked at."""
    response = upload(client, content, name)
    assert response.status_code == 200
    (problem,) = response.context["form"].errors["file"]
    return problem


def zipped(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


def with_part(content, name, part):
    """An XLSX with one of the files in it replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {one: packed.read(one) for one in packed.namelist()}
    return zipped(**files | {name: part})


UNREADABLE = f"Dit is geen XLSX-bestand dat wij kunnen lezen. {files.SAVE_ANEW}"
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr">
<is><t>&b;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"  \n", "Dit bestand is leeg."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oud", "Dit is een oud Excel-bestand (.xls), of een met een wachtwoord."),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<x/>"}), UNREADABLE),
        (b"PK\x03\x04 afgebroken", UNREADABLE),
        (as_xlsx()[:-400], UNREADABLE),
        (with_part(as_xlsx(), "xl/worksheets/sheet1.xml", ENTITIES), UNREADABLE),
        (with_part(as_xlsx(), "bom", b"\0" * (files.LARGEST_UNPACKED + 1)), "Dit XLSX-bestand is uitgepakt te groot."),
        ("categorieën".encode("cp1252"), "Dit is geen XLSX, en geen CSV in UTF-8."),
        (b"%PDF-1.7 tekst", "De eerste rij hoort de namen van de kolommen te bevatten: slug, title, "),
        (b"\x00\x01\x02", "De eerste rij hoort de namen van de kolommen te bevatten: slug, title, "),
        (
            as_csv(columns=COLUMNS[1:]),
            "In de eerste rij ontbreken deze kolommen: slug. Neem ze over uit een export.",
        ),
        (as_csv(columns=[*COLUMNS, "kleur"]), "Deze kolommen kennen wij niet: kleur. Haal ze weg."),
        (as_csv(columns=[*COLUMNS, "title"]), "Deze kolommen staan er twee keer: title. Houd van elk één over."),
        (as_csv(), "Onder de namen van de kolommen staat nog niets."),
        (as_csv() + b'"open', "Dit CSV-bestand is beschadigd: kijk de aanhalingstekens na."),
        (as_csv() + b";" * 30 + b"x", "Rij 2 is langer dan de kopregel."),
        (as_csv() + b"x" * 140_000, "Na regel 2 staat een cel van meer dan 131.072 tekens. Kort haar in."),
        (as_csv() + b"x\r\n" * (files.MOST_ROWS + 1), "Dit bestand heeft meer dan 5.000 rijen."),
        (b"x" * (files.LARGEST_FILE + 1), "Dit bestand is groter dan 5 MB."),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_no_file_of_commitments_is_told_what_it_is(client, anna, content, problem):
    assert refused(client, content).startswith(problem)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_may_have_other_separators_and_another_order(client, anna, letter, delimiter):
    content = as_csv(cells(letter=letter.slug), columns=COLUMNS[::-1], delimiter=delimiter, encoding="utf-8")
    assert seen(client, content)[2][0] == "nieuw"


def test_rows_without_anything_are_left_out_and_the_numbers_are_those_of_the_program(client, anna, letter):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(dict.fromkeys(COLUMNS, " "), cells(letter=letter.slug))))
    book.active.merge_cells("A5:R6")
    book.active["A9"].value = None
    book.active["C20"].value = None
    assert {number: kind for number, (kind, _) in seen(client, saved(book)).items()} == {3: "nieuw"}
    content = as_csv().replace(b"\r\n", b"\r\n\r\n;;\r\n") + as_csv(cells(letter=letter.slug)).split(b"\r\n")[1]
    assert {number: kind for number, (kind, _) in seen(client, content).items()} == {4: "nieuw"}


@pytest.mark.parametrize("text", [text for text in NAUGHTY if not text.startswith("=")])
def test_any_text_is_kept_as_it_is_and_shown_harmless(client, anna, letter, text):
    response = upload(client, as_csv(cells(letter=letter.slug, title="Nieuw", note=text)))
    assert "<script>alert" not in response.content.decode()
    client.post(f"{LIST}process_import/", {"kept": response.context["confirm"].initial["kept"]})
    kept = text.replace("\r\n", "\n").strip()
    assert letter.commitments.get().note == (kept[1:] if kept in ("'=1+1", "''=1+1") else kept)


def test_a_null_character_is_refused_with_a_message(client, anna, letter):
    content = as_csv(cells(letter=letter.slug, note="voor\x00na"))
    assert seen(client, content) == {
        2: ("fout", [("note", "Hier staat een onzichtbaar nulteken. Typ de tekst opnieuw.")])
    }


# who may


@pytest.mark.parametrize(
    ("group", "may_export", "may_import"),
    [("lezer", True, False), ("redacteur", True, True), ("eindredacteur", True, True), (None, False, False)],
)
def test_who_sees_commitments_may_export_them_and_who_edits_them_may_import(
    client, letter, group, may_export, may_import
):
    person(client, "iemand", group)
    names = {"export": may_export, "import": may_import}
    codes = {name: client.get(f"{LIST}{name}/").status_code for name in names}
    assert codes == {name: 200 if may else 403 for name, may in names.items()}
    assert (upload(client, as_xlsx(cells(letter=letter.slug))).status_code == 200) == may_import
    posted = client.post(f"{LIST}process_import/", {"kept": "x"})
    assert posted.status_code == (302 if may_import else 403)
    if may_export:
        page = client.get(LIST).content.decode()
        assert (f'href="{LIST}export/?"' in page, f'href="{LIST}import/"' in page) == (True, may_import)


def test_a_confirmation_is_posted(client, anna):
    assert client.get(f"{LIST}process_import/").status_code == 405


def test_the_pages_are_dutch_and_have_no_script_or_style_of_their_own(client, anna, letter):
    preview = upload(client, as_xlsx(cells(letter=letter.slug)))
    for response in (client.get(f"{LIST}export/"), client.get(f"{LIST}import/"), preview):
        page = response.content.decode()
        assert "style=" not in page
        assert "<style" not in page
        assert "onclick" not in page
        assert "<script>" not in page
        for english in ("Submit", "Format", "Preview", "Resource", "Confirm"):
            assert english not in page


def test_the_page_about_the_columns_names_those_of_the_file(settings):
    docs = (settings.BASE_DIR / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    table = docs.split("# The commitments as a file to edit")[1].split("\n# ")[0]
    named = [line.split("`")[1] for line in table.splitlines() if line.startswith("| `")]
    assert named == list(COLUMNS)


# how much it costs


def test_ten_times_as_many_rows_take_at_most_ten_times_as_many_queries(client, anna, letter):
    def measured(number):
        rows = [
            cells(letter=letter.slug, title=f"Van {number}: {place}", amount_eur=10**6 + place)
            for place in range(number)
        ]
        for place in range(1, number, 10):
            rows[place] |= {"part_of": rows[place - 1]["title"], "amount_eur": 5}
        queries = []

        def count(execute, *args):
            queries.append(1)
            return execute(*args)

        with connection.execute_wrapper(count):
            start = time.process_time()
            assert confirm(client, as_xlsx(*rows)).status_code == 302
            return len(queries), time.process_time() - start

    few, short = measured(50)
    many, long = measured(500)
    assert letter.commitments.count() == 550
    assert many <= 10 * few
    assert long < 3 * 10 * short
