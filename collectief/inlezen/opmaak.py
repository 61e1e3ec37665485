"""Which plain text stands in a cell that came out of a web page? Markup never comes in; `a < b` stays what it is."""

import html
import re

_TAGS = "p|br|b|i|u|a|em|strong|ul|ol|li|div|span|h[1-6]|img|table|tr|td|th|font|small|sup|sub|hr|iframe|form|input"
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_NEW_LINE = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Without the tags that web pages have; the lines that they make stay lines."""
    if "<" not in text or not (_TAG.search(text) or _UNSEEN.search(text)):
        return text
    return html.unescape(_TAG.sub("", _NEW_LINE.sub("\n", _UNSEEN.sub("", text)))).strip()
