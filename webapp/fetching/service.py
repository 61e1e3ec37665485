"""Which addresses may be asked? Those of the service that publishes, or of the one that stands in for it."""

import httpx

from webapp.fetching.errors import FetchError


class Service:
    """A publishing service, known by its own addresses; `base_url` is where those are really asked.

    Other modules know only the addresses of `home`. Links in answers may name either host, in http or https; a link
    to any other host is refused, so that no answer can send this machine to a service inside its own network.
    """

    def __init__(self, home: str, *, base_url: str = "") -> None:
        self._home = httpx.URL(home)
        self._base = httpx.URL(base_url or home)
        self._prefix = self._base.raw_path.rstrip(b"/")

    def locate(self, url: httpx.URL) -> httpx.URL:
        """Where an address of the service is really asked: the path stays, behind that of `base_url`."""
        base = self._base
        return url.copy_with(scheme=base.scheme, netloc=base.netloc, raw_path=self._prefix + url.raw_path)

    def follow(self, href: str, *, page: httpx.URL) -> httpx.URL:
        """The address that a page links to, as one of `home`."""
        try:
            url = page.join(href)
        except httpx.InvalidURL as error:
            raise FetchError(f"{page.host} links to {href!r}, which is no address") from error
        if url.netloc == self._base.netloc:
            path = url.raw_path.removeprefix(self._prefix)
        elif url.netloc == self._home.netloc:
            path = url.raw_path
        else:
            raise FetchError(f"{self._base.host} links to another host, {url.host or href}: not followed")
        return url.copy_with(scheme=self._home.scheme, netloc=self._home.netloc, raw_path=path)
