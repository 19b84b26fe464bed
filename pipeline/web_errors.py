"""What went wrong with an address of the web, in words that say whose turn it is."""

from __future__ import annotations

from http import HTTPStatus

NOTHING_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
"""Answers that mean that the address is wrong, not that the server or the way to it is."""


def is_nothing_there(error: BaseException | None) -> bool:
    """Whether the server said that it has nothing at an address."""
    return _status(error) in NOTHING_THERE


def web_reason(error: BaseException) -> str | None:
    """Say what an error of aiohttp, or a timeout, means; None for all others."""
    if isinstance(error, TimeoutError):
        return "the server does not answer; try again later"
    if type(error).__module__.partition(".")[0] != "aiohttp":
        return None
    names = {one.__name__ for one in type(error).__mro__}
    if "TooManyRedirects" in names:
        return "the server redirects again and again; open the address in a browser and save the file"
    if "ClientPayloadError" in names:
        return "the download broke off; try again later"
    status = _status(error)
    if status is not None and error.__cause__ is not None:  # an answer that could not be parsed counts as status 400
        return "the server's answer is not HTTP"
    if status is not None:
        return f"the server answers {status.value} {status.phrase}"
    if "ClientConnectionError" in names:
        return f"the server cannot be reached: {error}"
    return None


def _status(error: BaseException | None) -> HTTPStatus | None:
    """Return the answer that an error of aiohttp is about; None where there was none that HTTP knows."""
    status = getattr(error, "status", None)
    return HTTPStatus(status) if status in set(HTTPStatus) else None
