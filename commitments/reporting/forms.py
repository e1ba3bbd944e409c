"""The form with which a reader tells us something, and the one in which staff write what became of it."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from commitments.reports import LONGEST_TEXT, Report

NUL = "Er stond een teken in dat geen tekst is. Wij haalden het weg; kijk uw tekst na en verstuur hem opnieuw."


class _WithoutNul:
    """A field that shows again what was typed, but for what no page can hold."""

    def format_value(self, value):
        return super().format_value(value.replace("\0", "") if value else value)


class TextWidget(_WithoutNul, forms.Textarea):
    pass


class EmailWidget(_WithoutNul, forms.EmailInput):
    pass


class TextField(forms.CharField):
    """Lines of text, in which the end of a line is one character, as a browser counts it."""

    def to_python(self, value):
        return str(super().to_python(value)).replace("\r\n", "\n")


class ReportForm(forms.Form):
    """What is wrong, in a reader's words. `website` is not seen by people: what fills it in is a program."""

    text = TextField(
        label="Wat klopt er niet, of welke brief mist u?",
        max_length=LONGEST_TEXT,
        widget=TextWidget(attrs={"rows": 8}),
        help_text="Schrijf zo mogelijk waar het staat: het nummer van de brief, de bladzijde, het bedrag.",
        error_messages={
            "required": "Schrijf wat er niet klopt, of welke brief u mist.",
            "max_length": "Dit zijn %(show_value)d tekens; er passen er %(limit_value)d. "
            "Kort de tekst in, of stuur hem in delen.",
        },
    )
    email = forms.EmailField(
        label="Uw e-mailadres (mag leeg blijven)",
        required=False,
        max_length=254,
        widget=EmailWidget(attrs={"autocomplete": "email"}),
        help_text="Vul dit in als wij u iets mogen vragen. Wij maken uw adres niet openbaar. Is uw melding afgehandeld, dan "
        "wissen wij het adres. Na 90 dagen wissen wij het in elk geval.",
        error_messages={
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl, of laat het leeg.",
            "max_length": "Een e-mailadres heeft hooguit %(limit_value)d tekens. Kijk het na, of laat het leeg.",
        },
    )
    website = forms.CharField(label="Laat dit veld leeg", required=False, widget=forms.TextInput())

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ("text", "email"):
            field = self.fields[name]
            nul = ProhibitNullCharactersValidator(message=NUL)
            field.validators = [
                nul if isinstance(one, ProhibitNullCharactersValidator) else one for one in field.validators
            ]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Dit veld moet leeg blijven.")
        return ""


class DealtWithForm(forms.ModelForm):
    """What became of a report. `opened` is the last line of its history when the page was opened, so that nobody
    overwrites unseen what a colleague wrote meanwhile."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Report
        fields = ["state", "mistake", "answer"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "opened" in self.fields:  # not for who may only look
            self.fields["opened"].initial = self._last_line()

    def clean_opened(self):
        Report.objects.select_for_update().get(pk=self.instance.pk)
        if self.cleaned_data["opened"] != self._last_line():
            message = "Een collega veranderde deze melding intussen. Bewaar wat u typte, en open de melding opnieuw."
            self.add_error(None, message)
        return self.cleaned_data["opened"]

    def _last_line(self):
        return str(self.instance.history.latest("history_id").history_id)
