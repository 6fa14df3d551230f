"""AWS's console hosts, of each region and of each session of multi-session."""

import json
from urllib.parse import quote, urlencode

from aws import code_taken, signed_in
from aws_pages import SIGNED_IN, console_page, denied, not_found, untold
from exchange import Reply, page, redirect

KNOWN = ("/console/home", "/sqs/v3/home", "/s3/buckets/", "/ec2/home", "/lambda/home")


class Console:
    def __init__(self, sign_in, host):
        self.sign_in = sign_in
        self.label = host.label
        self.region = host.region
        self.regions = host.partition.regions
        self.domain = host.partition.domain

    def __call__(self, request):
        with self.sign_in.world.lock:
            return self.answer(request)

    def answer(self, request):
        if self.region is None:
            return redirect(f"https://{self.regions[0]}.console.{self.domain}{request.target}", 301)
        if self.sign_in.refuses == "policy":
            return page(denied(), 403)
        address, code = code_taken(request)
        if code:
            return self.take(address, self.sign_in.codes.pop(code, None))
        if request.path in ("/console/logout", "/console/logout!doLogout"):
            return self.leave(request)
        session = self.sign_in.live(request.cookie(SIGNED_IN))
        if request.path == "/console/alive":
            return Reply(204 if session or not self.sign_in.tells else 403)
        if session is None:
            return self.to_sign_in(request)
        return self.show(request, session)

    def take(self, address, session_id):
        if session_id is None:
            return Reply(400)
        return redirect(address, 302, [("set-cookie", signed_in(session_id))])

    def leave(self, request):
        session = self.sign_in.sessions.get(request.cookie(SIGNED_IN))
        if session:
            session.is_over = True
        domain = "" if self.label else f"; Domain={self.domain}"
        gone = f"{SIGNED_IN}=; Path=/; Max-Age=0{domain}"
        to = f"https://{self.region}.signin.{self.domain}/oauth?response_type=code"
        return redirect(to, 302, [("set-cookie", gone)])

    def to_sign_in(self, request):
        here = f"https://{request.host}{request.target}"
        asked = {"client_id": "arn:aws:signin:::console/x", "redirect_uri": here, "response_type": "code"}
        query = urlencode({**asked, "state": request.cookie(SIGNED_IN) or ""})
        return redirect(f"https://{self.region}.signin.{self.domain}/oauth?{query}")

    def show(self, request, session):
        # The service has moved; the browser takes the fragment along.
        if request.path.startswith("/sqs/v2/"):
            return redirect("../v3/home?" + request.raw_query, 301)
        if not request.path.startswith(KNOWN):
            return page(not_found(), 404)
        shown = console_page(session, self.region, self.label, self.domain)
        if not self.sign_in.tells:
            return page(untold(shown))
        told = {"arn": session.arn, "username": session.keys.role, "alias": "", "keybase": "x"}
        everywhere = "amazon.com" if self.domain == "aws.amazon.com" else self.domain
        cookie = f"aws-userInfo={quote(json.dumps(told))}; Domain=.{everywhere}; Path=/; Secure"
        return page(shown, 200, [("set-cookie", cookie), ("x-frame-options", "DENY")])

