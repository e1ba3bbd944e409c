"""The second step: a code from an app on a phone (TOTP), or one of ten recovery codes.

A user has one phone and one set of recovery codes, both devices of django-otp. The recovery codes are stored as keyed
hashes: who reads the database alone has no code. The key that phone and site share cannot be a hash.
"""

import logging
import time
from base64 import b32encode, b64encode
from math import ceil

import django_otp
import segno
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from ukrainesteun.signing_in import sessions

log = logging.getLogger(__name__)

PHONE_DIGITS = 6
RECOVERY_DIGITS = 12
RECOVERY_CODES = 10
# django-otp doubles the wait (1, 2, 4… seconds) after each wrong code, for ever. Here it ends at 2**9 s, nine minutes.
MOST_FAILURES = 10
PENDING_KEY = "second_factor_pending_key"


class CodeRefused(Exception):
    """The code does not let the user in; the message says in Dutch why, and what to do."""


def phone_of(user):
    """The TOTPDevice that is asked for codes, or None where no phone has been set up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def recovery_codes_left(user):
    """How many recovery codes have not been used."""
    device = StaticDevice.objects.filter(user=user).first()
    return device.token_set.count() if device else 0


def plain(code):
    """The code as it is compared: without the spaces and hyphens that people type or copy."""
    return "".join(code.split()).replace("-", "")


def spaced(code):
    """The code as it is printed: in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _hashed(code, device):
    """16 characters, which is what a StaticToken holds: 96 bits, keyed with SECRET_KEY."""
    digest = salted_hmac(f"recovery code of device {device.pk}", code, algorithm="sha256").digest()
    return b64encode(digest[:12]).decode()


def _dutch_wait(until):
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    if seconds < 90:
        return "1 seconde" if seconds == 1 else f"{seconds} seconden"
    return f"{ceil(seconds / 60)} minuten"


def verify(user, code):
    """The device that accepts the code; a code is accepted once. Raises CodeRefused, and counts a wrong code."""
    code = plain(code)
    kinds = {PHONE_DIGITS: TOTPDevice, RECOVERY_DIGITS: StaticDevice}
    if not (code.isascii() and code.isdigit() and len(code) in kinds):
        raise CodeRefused("Vul de zes cijfers uit uw app in, of een herstelcode van twaalf cijfers.")
    # Two requests with the same code wait for each other here; what went wrong is raised after the count is saved.
    with transaction.atomic():
        devices = kinds[len(code)].objects.select_for_update().filter(user=user, confirmed=True)
        device = devices.first()
        refusal = _refusal(device, code) if device else "U hebt geen herstelcodes."
    if refusal:
        raise CodeRefused(refusal)
    return device


def _refusal(device, code):
    """Why this device refuses the code, or "" where it accepts."""
    allowed, facts = device.verify_is_allowed()
    if not allowed:
        wait = _dutch_wait(facts["locked_until"])
        return f"Er zijn te veel verkeerde codes ingevoerd. Deze code is niet bekeken; probeer het over {wait} opnieuw."
    if device.verify_token(_hashed(code, device) if isinstance(device, StaticDevice) else code):
        return ""
    log.warning("Wrong code for user %s, after the right password.", device.user_id)
    if device.throttling_failure_count > MOST_FAILURES:
        device.throttling_failure_count = MOST_FAILURES
        device.save()
    wait = _dutch_wait(device.verify_is_allowed()[1]["locked_until"])
    if isinstance(device, StaticDevice):
        return f"Deze herstelcode klopt niet, of is al gebruikt. Probeer het over {wait} opnieuw."
    return (
        f"Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe code in uw app (over {wait} kunt u het opnieuw "
        "proberen). Blijft het misgaan, kijk dan of de klok van uw telefoon gelijk loopt."
    )


def pass_step(request, device):
    """From here on this session has taken the second step, with this device. It goes on under a new key."""
    request.session.cycle_key()
    django_otp.login(request, device)


def pending_phone(request):
    """The phone that is being set up, not saved: its key stays the same in a session until a code proves it."""
    key = request.session.setdefault(PENDING_KEY, default_key())
    return TOTPDevice(user=request.user, name="Authenticator-app", key=key)


def prove(phone, code):
    """Whether the code comes from this pending phone. If so the phone notes it, so that it is not accepted again."""
    code = plain(code)
    if not (code.isascii() and code.isdigit() and len(code) == PHONE_DIGITS):
        return False
    totp = TOTP(phone.bin_key, phone.step, phone.t0, phone.digits)
    totp.time = time.time()
    proven = totp.verify(int(code), phone.tolerance)
    phone.last_t, phone.drift = totp.t(), totp.drift
    return proven


@transaction.atomic
def replace_phone(old, new):
    """Saves the new phone in the place of the old one (None at first). False where that is no longer the user's phone:
    then another window was first."""
    get_user_model().objects.select_for_update().get(pk=new.user_id)
    if phone_of(new.user) != old:
        return False
    TOTPDevice.objects.filter(user=new.user).delete()
    new.save()
    return True


@transaction.atomic
def new_recovery_codes(user):
    """Ten codes of twelve digits, to be shown once. Those the user had are no longer accepted."""
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "Herstelcodes"})
    device.token_set.all().delete()
    device.throttle_reset()
    codes = [get_random_string(RECOVERY_DIGITS, "0123456789") for _ in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_hashed(code, device))
    return codes


@transaction.atomic
def take_away(user):
    """Removes phone and recovery codes and ends the user's sessions. False where there was nothing to remove.

    The sessions end because the phone may be in other hands: who signs in again needs the password first.
    """
    removed = sum(kind.objects.filter(user=user).delete()[0] for kind in (TOTPDevice, StaticDevice))
    sessions.end_all_of(user)
    return bool(removed)


def key_as_text(phone):
    """The key as a person types it into an app, in groups of four letters and digits."""
    return spaced(b32encode(phone.bin_key).decode())


def qr_code(phone):
    """The key as an SVG element, dark on light with its quiet zone, for any app that makes codes."""
    return segno.make(phone.config_url, error="m", micro=False).svg_inline(
        omitsize=True, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
