"""Where a request comes from, and what it may say about that itself."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http.request import split_domain_port

# What a proxy adds. A browser on this machine sends none of these.
PROXY_HEADERS = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


def _parsed(text):
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_on_loopback(request):
    """Whether somebody works on the very machine that serves the site.

    The host name alone proves nothing, for anyone may send `Host: localhost`. So the connection must come from the
    machine itself too, and not through a proxy; behind one (HTTPS=true) nothing is on the loopback.
    """
    host, _ = split_domain_port(request.get_host())
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    return (
        not settings.HTTPS
        and host in settings.LOOPBACK_HOSTS
        and peer is not None
        and peer.is_loopback
        and not any(header in request.META for header in PROXY_HEADERS)
    )


def client_address(request):
    """The address (text) by which wrong passwords and reports of readers are counted, or None where there is none.

    Only with HTTPS=true is a proxy believed, and of X-Forwarded-For only the last address: the one that this proxy
    added, for all before it was sent by the client. Of IPv6 the first 64 bits count: who has one such address
    usually has all addresses beside it.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2] if settings.HTTPS else ""
    address = _parsed(forwarded) or _parsed(request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64))
    return address and str(address)
