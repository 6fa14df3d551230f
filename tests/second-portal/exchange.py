"""What passes between a browser or the host and this server: one request, one reply."""

import json
from urllib.parse import parse_qsl, unquote, urlsplit


class Request:
    """One request, read to its end."""

    def __init__(self, method, host, target, headers, body):
        parts = urlsplit(target)
        self.method = method
        self.host = host
        self.target = target
        self.path = unquote(parts.path)
        self.query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.raw_query = parts.query
        self.headers = headers
        self.body = body

    @property
    def form(self):
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def cookie(self, name):
        for pair in self.headers.get("Cookie", "").split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                return value
        return None


class Reply:
    """A status, headers in the order they are sent, and a body; chunked where no length is told."""

    def __init__(self, status, body=b"", kind=None, headers=(), chunked=False):
        self.status = status
        self.body = body.encode() if isinstance(body, str) else body
        self.headers = list(headers)
        if kind:
            self.headers.append(("content-type", kind))
        self.chunked = chunked


def data(value, status=200, chunked=False):
    """JSON with its names sorted, indented by four."""
    text = json.dumps(value, indent=4, sort_keys=True, ensure_ascii=True)
    return Reply(status, text + "\r\n", "application/json; charset=utf-8", chunked=chunked)


def words(text, status):
    return Reply(status, text, "text/plain; charset=us-ascii")


def page(html, status=200, headers=()):
    return Reply(status, "<!DOCTYPE html>\n" + html, "text/html;charset=UTF-8", headers, chunked=True)


def redirect(to, status=302, headers=()):
    """With a body, as many servers have it."""
    moved = '<html><body>Object moved to <a href="">here</a>.</body></html>'
    return Reply(status, moved, "text/html", [("location", to), *headers])
