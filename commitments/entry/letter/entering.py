"""From an Intake to the ledger: a draft of the whole letter, or nothing.

What goes in is what the forms of the admin let through; their messages come back under the names of the page's fields.
A letter that is in the ledger already keeps its facts, its signatures and its commitments as they are now: an intake
only adds to it, and gives its mentions the places that they have in the text.
"""

from django.db import transaction
from django.forms import inlineformset_factory, modelform_factory

from commitments.entry.changes import ChangeForm, ChangeFormSet
from commitments.entry.currency import OF_ANOTHER_CURRENCY
from commitments.entry.forms import (
    CommitmentFormSet,
    LedgerLetterForm,
    LetterCommitmentForm,
)
from commitments.entry.mentions import MentionForm, MentionFormSet
from commitments.intakes import paper_of
from commitments.ledger.changes import kind_between
from commitments.ledger.places import places_in, renew_places
from commitments.models import Category, Change, Channel, Commitment, Intake, Mention
from letters.forms import SignatureFormSet
from letters.kamerstuk import NotAKamerstuk, parse_dossier
from letters.models import Dossier, Letter, Minister, Signature
from letters.recognising import let_others_wait
from ukrainesteun.editions.models import because

from .answers import formset_data, numbered
from .fields import TICKED
from .first_rows import VERDICTS
from .going_on import is_unanswered, letter_there
from .mention_rows import MENTION_FIELDS, amount_of, mention_as_it_is
from .outcome_rows import OUTCOME_NAMES, entry_outcomes
from .page import NOT_HANDLED
from .proposals import NEW, OUTCOME, REPEATS
from .rows_to_enter import RowToEnter, check_quotes, find_targets, rows_to_enter, working_key

VERDICT_OF = {row: mention for mention, row in VERDICTS.items() if mention != Mention.Verdict.SUMS}
LETTER_FIELDS = ("kind", "dossier", "number", "other_dossiers", "reference", "date", "title", "short_title", "note")
SIGNATURE_FIELDS = ("minister", "office", "manner", "name_as_printed", "position")
COMMITMENT_FIELDS = (
    "title", "amount_eur", "currency", *OF_ANOTHER_CURRENCY, "precision", "year", "end_year", "period_note", "category",
    "channel", "stage", "finance_type", "exclusion", *Commitment.LINKS, "begun_by", "note",
)  # fmt: skip

UNANSWERED = "Is dit dezelfde brief? Ga verder in de brief die er is, of kruis aan dat dit een andere is."

# Where the page says what a form says of a field of its own.
COMMITMENT_NAMES = {
    "amount_eur": "amount", "amount_in_currency": "amount", "new_change": "replaces", "begun_by": "replaces",
}  # fmt: skip
CHANGE_NAMES = {"ended": "replaces", "kind": "change_kind"}
MENTION_NAMES = {
    "amount_as_written": "as_written", "amount": "as_written", "currency": "as_written", "commitment": "target",
    "new_commitment": "target", "outcome": "outcome_kind", "new_outcome": "outcome_kind", "position": "quote",
}  # fmt: skip

EntryLetterForm = modelform_factory(Letter, form=LedgerLetterForm, fields=LETTER_FIELDS)
_formset = {"extra": 0, "can_delete": False, "max_num": 1000, "absolute_max": 2000}
EntrySignatures = inlineformset_factory(
    Letter, Signature, formset=SignatureFormSet, fields=SIGNATURE_FIELDS, **_formset
)
EntryCommitments = inlineformset_factory(
    Letter, Commitment, form=LetterCommitmentForm, formset=CommitmentFormSet, fields=COMMITMENT_FIELDS, **_formset
)
EntryChanges = inlineformset_factory(Letter, Change, form=ChangeForm, formset=ChangeFormSet, **_formset)
EntryMentions = inlineformset_factory(
    Letter, Mention, form=MentionForm, formset=MentionFormSet, fields=MENTION_FIELDS, **_formset
)


def enter(intake, user, now):
    """Puts a whole intake in the ledger as a draft. Returns the letter and {}, or None and the messages by field name:
    also "row-3" for a row as a whole, "letter", "dossiers" and "signatures" for these parts, "" for the page."""
    with transaction.atomic(), because("Ingevoerd uit de tekst van de brief."):
        let_others_wait()
        entry = Entry(intake, user, now)
        letter = entry.put_in()
        if not entry.errors:
            entry.close(letter)
        if entry.errors:
            transaction.set_rollback(True)
    return (None, entry.errors) if entry.errors else (letter, {})


class Entry:
    def __init__(self, intake, user, now):
        self.intake = intake
        self.user = user
        self.now = now
        self.errors = {}
        # Nobody else saves this letter meanwhile.
        self.letter = Letter.objects.select_for_update().get(pk=intake.letter_id) if intake.letter_id else None
        self.places = places_in(self.letter.mentions.all(), self.letter, intake.text) if self.letter else []
        self.rows = rows_to_enter(intake, self._note)

    def put_in(self):
        """Saves everything that is right, and notes what is not; the caller takes all back if there is any error."""
        if self.letter:
            self._leave_out_what_is_there()
        self._ask_for_agreement()
        find_targets(self.rows, [row["key"] for row in self.intake.proposals["rows"]], self._note)
        check_quotes(self.rows, self._note)
        letter_form = None if self.letter else self._letter_form()
        letter = self.letter or letter_form.instance
        letter.text = letter.text or self.intake.text
        signatures = None if self.letter else self._signatures(letter)
        self.new = [row for row in self.rows if row.verdict == NEW]
        commitments = self._commitments(letter)
        outcomes = self._outcomes(letter, commitments)
        mentions = self._mentions(letter, commitments, outcomes)
        if self.errors:
            return None
        self._save_letter(letter, letter_form)
        if signatures:
            signatures.save()
        commitments.save()
        outcomes.save()
        mentions.save()
        renew_places(letter)
        self._link(letter, commitments)
        return letter

    def close(self, letter):
        """Notes that this intake is done; unless somebody else saved it meanwhile."""
        mine = Intake.objects.filter(pk=self.intake.pk, version=self.intake.version, finished_at=None)
        writers = self.intake.writers_once_in(letter.version)
        if not mine.update(letter=letter, finished_at=self.now, version=self.intake.version + 1, writers=writers):
            self._note("", ["Iemand anders heeft deze invoer intussen bewaard. Laad de pagina opnieuw."])

    def _note(self, name, messages):
        said = self.errors.setdefault(name, [])
        said += [message for message in dict.fromkeys(map(str, messages)) if message not in said]

    # the letter

    def _letter_form(self):
        answers = {name.removeprefix("letter-"): value for name, value in self.intake.answers.items()}
        dossiers = self._dossiers()
        data = {name: answers.get(name, "") for name in LETTER_FIELDS}
        data |= {"dossier": dossiers[0] if dossiers else "", "other_dossiers": dossiers[1:]}
        form = EntryLetterForm(data, instance=Letter(text=self.intake.text))
        for name, messages in form.errors.items():
            where = {"dossier": "dossiers", "other_dossiers": "dossiers", "__all__": "letter"}.get(
                name, f"letter-{name}"
            )
            self._note(where, messages)
        if is_unanswered(letter_there(self.intake, self.intake.answers), self.intake.answers):
            self._note("there", [UNANSWERED])
        return form

    def _dossiers(self):
        """The keys of the dossiers that were typed, in their order; those that are unknown are made."""
        found = []
        for number, fields in numbered(self.intake.answers, "dossier").items():
            written = fields.get("number", "").strip()
            if not written:
                if fields.get("title", "").strip():
                    self._note(f"dossier-{number}-number", ["Vul het nummer van dit dossier in, of haal de titel weg."])
                continue
            title = fields.get("title", "").strip()
            try:
                dossier = Dossier.objects.found_or_made(parse_dossier(written), title, self.user, self.now)
            except NotAKamerstuk as problem:
                self._note(f"dossier-{number}-number", [problem])
            else:
                found.append(dossier.pk)
        return list(dict.fromkeys(found))

    def _signatures(self, letter):
        kept = [
            (number, fields)
            for number, fields in numbered(self.intake.answers, "signature").items()
            if fields.get("left_out") != TICKED
            and any(fields.get(name) for name in ("minister", "office", "name_as_printed"))
        ]
        ministers = dict(Minister.objects.working().values_list("slug", "pk"))
        rows = [
            fields | {"minister": ministers.get(fields.get("minister"), ""), "position": position}
            for position, (_, fields) in enumerate(kept, start=1)
        ]
        formset = EntrySignatures(formset_data("signatures", rows), instance=letter)
        formset.is_valid()
        for form, (number, _) in zip(formset.forms, kept, strict=True):
            self._note_errors(form, {}, f"signature-{number}", "signatures")
        self._note_all("signatures", formset.non_form_errors())
        return formset

    def _save_letter(self, letter, form):
        letter.note_edit(self.user, self.now)
        if form:
            form.save()
        else:
            letter.save(update_fields=["text", "version", "edited_by", "edited_at"])

    # the rows

    def _leave_out_what_is_there(self):
        """Rows that somebody gave a mention on the letter's own page meanwhile are done."""
        self.rows = [
            row for row in self.rows if not any(start < row.end and row.start < end for start, end, _ in self.places)
        ]

    def _ask_for_agreement(self):
        for row in self.rows:
            if self.intake.answers.get(f"{row.prefix}-agreed") != TICKED:
                self._note(row.prefix, [NOT_HANDLED])

    def _commitments(self, letter):
        """The new commitments, without what links them to each other or ends others: that waits until they are saved."""
        self.ends_others = any(row.targets.get("replaces") for row in self.new)
        data = [_commitment_data(row, {}, only_facts=self.ends_others) for row in self.new]
        formset = EntryCommitments(
            formset_data("commitments", data),
            instance=letter,
            queryset=Commitment.objects.none(),
        )
        self._note_commitments(formset, self.new)
        return formset

    def _outcomes(self, letter, commitments):
        """What the rows say that became of promises, the new commitments of this page among these."""
        self.told = [row for row in self.rows if row.verdict == OUTCOME]
        outcomes = entry_outcomes(self.told, letter, self._made(commitments))
        outcomes.is_valid()
        for form, row in zip(outcomes.forms, self.told, strict=True):
            self._note_errors(form, OUTCOME_NAMES, row.prefix, row.prefix)
        return outcomes

    def _made(self, commitments):
        """The new commitment of each row that has one."""
        return {row: form.instance for row, form in zip(self.new, commitments.forms, strict=True)}

    def _note_commitments(self, formset, rows):
        formset.is_valid()  # or what is wrong between the rows would come after what is wrong within them
        for form, row in zip(formset.forms, rows, strict=True):
            self._note_errors(form, COMMITMENT_NAMES, row.prefix, row.prefix)
        self._note_all("", formset.non_form_errors())

    def _link(self, letter, commitments):
        """Second step for what is part of, or replaces, other commitments: now that those of this page have a key."""
        made = self._made(commitments)
        linked = [row for row in self.new if self._waits(row)]
        if not linked:
            return
        groups = _changes_of(linked)
        number = {row: place for place, rows in enumerate(groups, start=1) for row in rows}
        data = [_commitment_data(row, made) | {"id": made[row].pk, "new_change": number.get(row, "")} for row in linked]
        formset = EntryCommitments(
            formset_data("commitments", data, initial=len(data)),
            instance=letter,
            queryset=Commitment.objects.filter(pk__in=[made[row].pk for row in linked]).order_by("pk"),
        )
        changes = self._changes(letter, groups, made)
        formset.changes = changes
        rows = {made[row].pk: row for row in linked}
        self._note_commitments(formset, [rows[form.instance.pk] for form in formset.forms])
        for form, together in zip(changes.forms, groups, strict=True):
            self._note_errors(form, CHANGE_NAMES, together[0].prefix, together[0].prefix)
        if not self.errors:
            changes.save()
            formset.save()
            changes.save_affected(formset.there)

    def _waits(self, row):
        targets = [one for ones in row.targets.values() for one in ones]
        return bool(targets) if self.ends_others else any(isinstance(one, RowToEnter) for one in targets)

    def _changes(self, letter, groups, made):
        """A change for each group of rows that replace the same."""
        last = letter.changes.count()
        data = []
        for position, rows in enumerate(groups, start=last + 1):
            ended = _commitments_of(rows[0].targets["replaces"], made)
            kind = rows[0].answers["change_kind"] or kind_between(ended, [made[row] for row in rows])
            rest_ends = TICKED if any(row.answers["rest_ends"] == TICKED for row in rows) else ""
            data.append(
                {"kind": kind, "ended": [one.pk for one in ended], "rest_ends": rest_ends, "position": position}
            )
        return EntryChanges(formset_data("changes", data), instance=letter, queryset=Change.objects.none())

    def _mentions(self, letter, commitments, outcomes):
        """The mentions that are there, on their new places, and one for each row; of a total, for each that it repeats."""
        there, places = self._present(letter)
        new = [(row, target) for row in self.rows for target in row.targets.get("target") or [None]]
        order = sorted([*((places[one.pk], one) for one in there), *((pair[0].start, pair) for pair in new)],
                       key=lambda each: each[0])  # fmt: skip
        position = {id(one): number for number, (_, one) in enumerate(order, start=1)}
        paper = self.intake.paper if self.intake.text == letter.text else paper_of(letter)
        data = [mention_as_it_is(one) | {"position": position[id(one)]} for one in there]
        data += [self._mention_data(*pair, paper) | {"position": position[id(pair)]} for pair in new]
        formset = EntryMentions(
            formset_data("mentions", data, initial=len(there)),
            instance=letter,
            queryset=Mention.objects.filter(pk__in=[one.pk for one in there]).order_by("pk"),
        )
        formset.commitments, formset.outcomes, formset.paper = commitments, outcomes, paper
        formset.is_valid()
        for form, (row, _) in zip(formset.forms[len(there) :], new, strict=True):
            form.instance.start, form.instance.end = row.start, row.end
        prefixes = [self._prefix_of(one) for one in there] + [row.prefix for row, _ in new]
        for form, prefix in zip(formset.forms, prefixes, strict=True):
            if f"{prefix}-target" in self.errors:  # said already, in the words of this page
                form.errors.pop("commitment", None)
            self._note_errors(form, MENTION_NAMES, prefix, prefix)
        self._note_all("", formset.non_form_errors())
        return formset

    def _present(self, letter):
        """The letter's mentions, and by key where each stands in the text: those not found behind the others."""
        there = list(letter.mentions.order_by("pk")) if letter.pk else []
        places = {mention.pk: start for start, _, mention in self.places}
        behind = len(self.intake.text)
        return there, {mention.pk: places.get(mention.pk, behind + mention.position) for mention in there}

    def _prefix_of(self, mention):
        """The row that shows this mention; the page as a whole where it came later."""
        rows = self.intake.proposals["rows"]
        return next((f"row-{row['key']}" for row in rows if row.get("mention") == mention.pk), "")

    def _mention_data(self, row, target, paper):
        answers = row.answers
        data = {
            "quote": answers["quote"],
            "amount_as_written": answers["as_written"],
            "verdict": VERDICT_OF.get(row.verdict, ""),
        }
        data |= amount_of(row, paper)
        if row.verdict == NEW:
            return data | {"new_commitment": self.new.index(row) + 1}
        if row.verdict == OUTCOME:
            return data | {"new_outcome": self.told.index(row) + 1}
        if row.verdict == REPEATS and row.is_total:
            data["verdict"] = Mention.Verdict.SUMS
        data["note"] = answers["note"] or (f"Nagerekend: {row.sum}." if row.sum else "")
        if isinstance(target, RowToEnter):
            return data | {"new_commitment": self.new.index(target) + 1}
        return data | ({"commitment": target.pk} if target else {})

    def _note_errors(self, form, names, prefix, whole):
        for name, messages in form.errors.items():
            self._note(whole if name == "__all__" or not prefix else f"{prefix}-{names.get(name, name)}", messages)

    def _note_all(self, name, messages):
        if messages:
            self._note(name, messages)


def _changes_of(rows):
    """The rows that replace others, together where they replace the same in the same way."""
    groups: dict[tuple[frozenset[RowToEnter | Commitment], str], list[RowToEnter]] = {}
    for row in rows:
        if ended := row.targets.get("replaces"):
            groups.setdefault((frozenset(ended), row.answers["change_kind"]), []).append(row)
    return list(groups.values())


def _commitments_of(targets, made):
    """The commitments that these are, of those rows that have one by now."""
    return [
        made.get(one) if isinstance(one, RowToEnter) else one
        for one in targets
        if one in made or not isinstance(one, RowToEnter)
    ]


def _commitment_data(row, made, only_facts=False):
    """The fields of a new commitment. `made` are the commitments of this page by row; without it, links to these wait."""
    answers = row.answers
    data = {name: answers[name] for name in COMMITMENT_FIELDS if name in answers and name not in Commitment.LINKS}
    data |= {
        "amount_in_currency" if answers["currency"] else "amount_eur": answers["amount"],
        "category": working_key(Category, answers["category"]),
        "channel": working_key(Channel, answers["channel"]),
    }
    if only_facts:
        return data
    keys = {name: [one.pk for one in _commitments_of(ones, made)] for name, ones in row.targets.items()}
    links = {link: next(iter(keys.get(link, ())), "") for link in Commitment.LINKS}
    return data | links | ({"takes": keys.get("takes", [])} if keys.get("replaces") else {})
