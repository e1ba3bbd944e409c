from django import forms

from ukrainesteun.signing_in import second_factor


class CodeInput(forms.TextInput):
    """A field for a code, always empty at first: a code that was refused is of no more use."""

    def __init__(self, **attributes):
        super().__init__({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", **attributes})

    def format_value(self, value):
        return ""


class CodeForm(forms.Form):
    """Asks the code of this user's phone, or a recovery code. When valid, `device` is what accepted it."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="De zes cijfers uit de app op uw telefoon, of een herstelcode van twaalf cijfers.",
        widget=CodeInput(autofocus=True),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self):
        self.device = accepted_by(self.user, self.cleaned_data["code"])
        return self.cleaned_data["code"]


class PhoneForm(forms.Form):
    """Asks the code of a phone that is being set up, and of the phone in whose place it comes, where there is one."""

    new_code = forms.CharField(
        label="Code uit de app",
        max_length=20,
        help_text="De zes cijfers die de app nu voor Oekraïnesteun toont.",
        widget=CodeInput,
    )
    present_code = forms.CharField(
        label="Code van uw huidige telefoon",
        max_length=20,
        help_text="Of een herstelcode, als u die telefoon niet meer hebt.",
        widget=CodeInput,
    )

    def __init__(self, phone, replaces, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.phone = phone
        if replaces is None:
            del self.fields["present_code"]

    def clean_new_code(self):
        if not second_factor.prove(self.phone, self.cleaned_data["new_code"]):
            raise forms.ValidationError(
                "Deze code hoort niet bij de QR-code hierboven. Wacht op de volgende code en probeer het opnieuw. Blijft "
                "het misgaan, kijk dan of de klok van uw telefoon gelijk loopt."
            )
        return self.cleaned_data["new_code"]

    def clean(self):
        # Last, and only when the other is right: a code is used up by looking at it.
        if "present_code" in self.cleaned_data and not self.errors:
            try:
                accepted_by(self.phone.user, self.cleaned_data["present_code"])
            except forms.ValidationError as error:
                self.add_error("present_code", error)
        return self.cleaned_data


def accepted_by(user, code):
    try:
        return second_factor.verify(user, code)
    except second_factor.CodeRefused as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
