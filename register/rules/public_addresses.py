"""Which addresses are of the world outside, so that nobody steers a call of ours into a network of ours."""

import ipaddress

# Global by the book, and yet ways back inside: an address in these carries another one, or leads to whoever is near.
CARRIERS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b::/96",  # NAT64 (RFC 6052)
        "64:ff9b:1::/48",  # NAT64 within one network (RFC 8215)
        "2002::/16",  # 6to4 (RFC 3056)
        "2001::/32",  # Teredo (RFC 4380)
        "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
    )
)


def is_public(address: str) -> bool:
    """Whether a host of the world outside has the address. What is no address is not public."""
    ip = _ip(address)
    if ip is None:
        return False
    inside = not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified
    return not inside and not any(ip in network for network in CARRIERS)


def is_loopback(address: str) -> bool:
    """Whether it is this machine itself."""
    ip = _ip(address)
    return ip is not None and ip.is_loopback


def _ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    # ::ffff:127.0.0.1 is 127.0.0.1 to whoever connects to it.
    return getattr(ip, "ipv4_mapped", None) or ip
