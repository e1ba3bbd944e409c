"""Users as their administrator sees them: with their second step, which he can take away and never read."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from ukrainesteun.signing_in import second_factor

# On django-otp's own pages an administrator would see the key of a colleague's phone.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)
admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    list_display = [*UserAdmin.list_display, "second_factor"]
    actions = ["take_away_second_factor"]

    def get_queryset(self, request):
        phones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_phone=Exists(phones))

    @admin.display(description="tweede stap", boolean=True, ordering="has_phone")
    def second_factor(self, user):
        return user.has_phone

    def has_superuser_permission(self, request):
        return request.user.is_superuser

    @admin.action(description="Tweede stap wegnemen (telefoon en herstelcodes kwijt)", permissions=["superuser"])
    def take_away_second_factor(self, request, queryset):
        # One's own goes by one's own code; else an unattended screen would be enough.
        others = queryset.exclude(pk=request.user.pk)
        taken = [user for user in others if second_factor.take_away(user)]
        if queryset.filter(pk=request.user.pk).exists():
            self.message_user(request, "Uw eigen tweede stap verandert u zelf, met een code.", messages.WARNING)
        LogEntry.objects.log_actions(request.user.pk, taken, CHANGE, change_message="Tweede stap weggenomen.")
        names = ", ".join(user.get_username() for user in taken)
        message = (
            f"Tweede stap weggenomen van {names}. Bij de volgende aanmelding wordt een nieuwe ingesteld."
            if taken
            else "Er was geen tweede stap om weg te nemen."
        )
        self.message_user(request, message, messages.SUCCESS if taken else messages.INFO)
