"""AWS's console hosts, of each region and of each session of multi-session."""

import json
from urllib.parse import quote, urlencode

from aws import CONSOLE, code_taken, signed_in
from aws_pages import SIGNED_IN, console_page, not_found, untold
from exchange import Reply, page, redirect

KNOWN = ("/console/home", "/sqs/v3/home", "/s3/buckets/", "/ec2/home", "/lambda/home")


class Console:
    def __init__(self, sign_in, label, region):
        self.sign_in = sign_in
        self.label = label
        self.region = region

    def __call__(self, request):
        with self.sign_in.world.lock:
            return self.answer(request)

    def answer(self, request):
        if self.region is None:
            return redirect("https://us-west-2.console.aws.amazon.com" + request.target, 301)
        address, code = code_taken(request)
        if code:
            return self.take(address, self.sign_in.codes.pop(code, None))
        if request.path == "/console/logout":
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
        domain = "" if self.label else "; Domain=aws.amazon.com"
        gone = f"{SIGNED_IN}=; Path=/; Max-Age=0{domain}"
        to = f"https://{self.region}.signin.aws.amazon.com/oauth?response_type=code"
        return redirect(to, 302, [("set-cookie", gone)])

    def to_sign_in(self, request):
        here = f"https://{request.host}{request.target}"
        asked = {"client_id": "arn:aws:signin:::console/x", "redirect_uri": here, "response_type": "code"}
        query = urlencode({**asked, "state": request.cookie(SIGNED_IN) or ""})
        return redirect(f"https://{self.region}.signin.aws.amazon.com/oauth?{query}")

    def show(self, request, session):
        # The service has moved; the browser takes the fragment along.
        if request.path.startswith("/sqs/v2/"):
            return redirect("../v3/home?" + request.raw_query, 301)
        if not request.path.startswith(KNOWN):
            return page(not_found(), 404)
        shown = console_page(session, self.region, self.label)
        if not self.sign_in.tells:
            return page(untold(shown))
        told = {"arn": session.arn, "username": session.keys.role, "alias": "", "keybase": "x"}
        cookie = f"aws-userInfo={quote(json.dumps(told))}; Domain=.amazon.com; Path=/; Secure"
        return page(shown, 200, [("set-cookie", cookie), ("x-frame-options", "DENY")])


def console_at(sign_in, host):
    """host: `[{account}-{8 letters}.][{region}.]console.aws.amazon.com`"""
    label, _, rest = host.partition(".")
    found = CONSOLE.fullmatch(host)
    if found:
        return Console(sign_in, None, found[1])
    found = CONSOLE.fullmatch(rest)
    return Console(sign_in, label, found[1]) if found and found[1] else None
