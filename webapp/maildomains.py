"""Does a domain take mail at all, as far as its name server tells? No mail server is asked."""

import dns.exception
import dns.name
import dns.resolver

from collectief.words import Contactfout
from webapp.links import NoVerdictError

LIFETIME_S = 10.0


def make_resolver() -> dns.resolver.Resolver:
    """Raises NoVerdictError on a machine without a name server."""
    try:
        resolver = dns.resolver.Resolver()
    except dns.exception.DNSException as error:
        raise NoVerdictError("this machine knows no name server") from error
    resolver.lifetime = LIFETIME_S
    return resolver


def probe_domain(domain: str, resolver: dns.resolver.Resolver) -> Contactfout | None:
    """Without MX the address of the domain itself takes the mail. Raises NoVerdictError without an answer."""
    try:
        exchanges = [str(record.exchange) for record in resolver.resolve(domain, "MX")]
    except dns.resolver.NXDOMAIN:
        return Contactfout.GEEN_DOMEIN
    except dns.resolver.NoAnswer:
        return None if _has_address(domain, resolver) else Contactfout.GEEN_MAIL
    except (dns.name.LabelTooLong, dns.name.EmptyLabel, dns.name.IDNAException):
        return Contactfout.GEEN_DOMEIN
    except dns.exception.DNSException as error:
        raise NoVerdictError from error
    return Contactfout.GEEN_MAIL if exchanges == ["."] else None


def _has_address(domain: str, resolver: dns.resolver.Resolver) -> bool:
    for kind in ("A", "AAAA"):
        try:
            resolver.resolve(domain, kind)
        except dns.resolver.NoAnswer:
            continue
        except dns.exception.DNSException as error:
            raise NoVerdictError from error
        return True
    return False
