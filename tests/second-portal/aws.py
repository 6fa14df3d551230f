"""AWS's sign-in hosts: federation, sessions of browsers, logging out."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlencode, urlsplit, urlunsplit

from aws_pages import CODE, SIGNED_IN, expired, must_log_out, other_network, plain_login, too_many
from exchange import Reply, data, page, redirect, words
from partitions import aws_host, partition_of

BROWSER = "aws-signin-browser"
LOGIN_LASTS = 15 * 60
SESSIONS_AT_MOST = 5


@dataclass
class Session:
    id: str
    keys: object
    ends: float
    issuer: str
    browser: str
    is_over: bool = False

    @property
    def arn(self):
        return f"arn:{self.keys.partition}:sts::{self.keys.account}:assumed-role/{self.keys.role}/{self.keys.person}"

    @property
    def differentiator(self):
        """The same each time for one identity."""
        digest = hashlib.sha256(self.arn.encode()).hexdigest()
        return f"{self.keys.account}-{digest[:8]}"


class SignIn:
    def __init__(self, world):
        self.world = world
        self.multi_session = True
        self.tells = True
        # "network" or "policy": nobody is let in
        self.refuses = None
        self.logins = {}
        self.sessions = {}
        self.codes = {}

    def login_url(self, keys, destination, issuer, region):
        token = self.signin_token(keys, None)
        query = urlencode(
            {"SigninToken": token, "Destination": destination, "Issuer": issuer, "Action": "login"}, quote_via=quote
        )
        return f"https://{region}.signin.{partition_of(region).domain}/federation?{query}"

    def signin_token(self, keys, seconds):
        now = self.world.now()
        token = secrets.token_urlsafe(200)
        self.logins[token] = (keys, now + LOGIN_LASTS, min(keys.ends, now + (seconds or keys.ends)))
        return token

    def __call__(self, request):
        with self.world.lock:
            if request.path == "/federation":
                return self.federation(request, aws_host(request.host).partition)
            if request.path == "/oauth":
                return self.oauth(request)
            if request.path == "/sessions/v1/list":
                return self.list(request)
            return Reply(404)

    def federation(self, request, partition):
        given = {**request.query, **(request.form if request.method == "POST" else {})}
        if given.get("Action") == "getSigninToken":
            return self.give_token(given, partition)
        if given.get("Action") == "login":
            return self.log_in(given, request, partition)
        return words("Bad Request", 400)

    def give_token(self, given, partition):
        try:
            session = json.loads(given["Session"])
            keys = self.world.credentials[session["sessionId"]]
            seconds = int(given["SessionDuration"]) if "SessionDuration" in given else None
        except (KeyError, ValueError):
            return words("Bad Request", 400)
        known = (keys.secret, keys.token) == (session.get("sessionKey"), session.get("sessionToken"))
        # Roles that were reached by way of another take none.
        if not known or keys.partition != partition.name or seconds is not None:
            return Reply(400)
        return data({"SigninToken": self.signin_token(keys, None)})

    def log_in(self, given, request, partition):
        login = self.logins.pop(given.get("SigninToken"), None)
        destination = given.get("Destination", "")
        to = aws_host(urlsplit(destination).hostname)
        if login is None or self.world.now() > login[1] or login[0].partition != partition.name:
            return page("<h1>Oops</h1><p>The link has expired or was used before.</p>", 400)
        if not to or to.label or not to.region or (to.service, to.partition) != ("console", partition):
            return words("", 400)
        browser = request.cookie(BROWSER) or secrets.token_hex(12)
        session = Session(secrets.token_hex(16), login[0], login[2], given.get("Issuer", ""), browser)
        refusal = self.refusal(session, request.cookie(SIGNED_IN), partition)
        if refusal:
            return refusal
        domain = f"; Domain={partition.domain}"
        cookies = [("set-cookie", f"{BROWSER}={browser}; Path=/; Secure; HttpOnly; SameSite=None{domain}")]
        if not self.multi_session:
            cookies.append(("set-cookie", signed_in(session.id, domain)))
        self.sessions[session.id] = session
        return redirect(self.landing(session, destination), 302, cookies)

    def refusal(self, session, signed_in_before, partition):
        """Why this browser isn't signed in, as a page; None where it is."""
        if self.refuses == "network":
            return page(other_network())
        if not self.multi_session:
            before = self.live(signed_in_before)
            return page(must_log_out(partition), 400) if before and before.arn != session.arn else None
        others = {each.arn for each in self.of(session.browser) if each.keys.partition == partition.name}
        return page(too_many(), 400) if len(others - {session.arn}) >= SESSIONS_AT_MOST else None

    def of(self, browser):
        return [each for each in self.sessions.values() if each.browser == browser and self.live(each.id)]

    def landing(self, session, destination):
        """With multi-session the console's own host takes the session from a code."""
        if not self.multi_session:
            return destination
        code = secrets.token_urlsafe(24)
        self.codes[code] = session.id
        scheme, host, path, query, fragment = urlsplit(destination)
        query = f"{query}&{CODE}={code}".lstrip("&")
        return urlunsplit((scheme, f"{session.differentiator}.{host}", path, query, fragment))

    def live(self, session_id):
        session = self.sessions.get(session_id)
        is_live = session and not session.is_over and self.world.now() < session.ends
        return session if is_live else None

    def oauth(self, request):
        if request.query.get("Action") == "logout":
            return self.log_out(request)
        session = self.sessions.get(request.query.get("state"))
        if session and self.tells:
            return page(expired(session.issuer))
        return page(plain_login())

    def log_out(self, request):
        to = request.query.get("redirect_uri", "")
        next_host = aws_host(urlsplit(to).hostname)
        domain = aws_host(request.host).partition.domain
        if self.multi_session or (to and not (next_host and next_host.region and next_host.service == "signin")):
            return words("", 400)
        session = self.sessions.get(request.cookie(SIGNED_IN))
        if session:
            session.is_over = True
        gone = f"{SIGNED_IN}=; Domain={domain}; Path=/; Max-Age=0"
        return redirect(to or "https://aws.amazon.com/", 302, [("set-cookie", gone)])

    def list(self, request):
        if not self.tells or not request.cookie(BROWSER):
            return Reply(204)
        listed = [
            {"principal_arn": each.arn, "differentiator": each.differentiator, "expiry": int(each.ends * 1000)}
            for each in self.of(request.cookie(BROWSER))
        ]
        return data({"sessions": listed})


def signed_in(session_id, domain=""):
    return f"{SIGNED_IN}={session_id}; Path=/; Secure; HttpOnly; SameSite=None{domain}"


def code_taken(request):
    """The address without the code that came with it."""
    query = "&".join(pair for pair in request.raw_query.split("&") if not pair.startswith(CODE + "="))
    path = urlsplit(request.target).path
    return path + ("?" + query if query else ""), parse_qs(request.raw_query).get(CODE, [None])[0]
