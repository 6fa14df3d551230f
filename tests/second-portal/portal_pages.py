"""A portal's pages: a login by form, the application, and the page that grants local access."""

import html
import json
import secrets
from urllib.parse import quote, urlencode

from exchange import page, redirect, words

COOKIE = ".Portal.Session"
GRANT = "/app/user/verify-token"


class Pages:
    def __init__(self, world, about):
        self.world = world
        self.about = about

    def __call__(self, request):
        with self.world.lock:
            return self.answer(request)

    def answer(self, request):
        if request.path == "/app/login":
            return self.log_in(request)
        person = self.about.logged_in.get(request.cookie(COOKIE))
        if person is None:
            return redirect("/app/login?" + urlencode({"returnUrl": request.target}))
        if request.path == GRANT:
            return self.grant(request, person)
        if request.path == "/app/token":
            return words(self.world.token_for(self.about, person), 200)
        return self.application()

    def log_in(self, request):
        if request.method != "POST":
            return page(LOGIN)
        mark = secrets.token_hex(16)
        user = request.form.get("user")
        self.about.logged_in[mark] = user if user in self.about.people else self.about.person
        cookie = f"{COOKIE}={mark}; path=/; secure; samesite=lax; httponly"
        to = request.query.get("returnUrl", "/app/")
        return redirect(to, 303, [("set-cookie", cookie)])

    def grant(self, request, person):
        port = int(request.query["localPort"])
        if request.query.get("success") == "true":
            return page("<title>Portal</title><h2>Access granted</h2><p>You may close this tab.</p>")
        name = html.escape(request.query["localAppName"])
        by_redirect = self.about.hands_over == "redirect" and request.query.get("redirect") == "true"
        if request.method == "POST":
            return self.decide(request.form.get("decision"), person, port)
        shown = GRANT_BY_FORM if by_redirect else GRANT_BY_POST
        if self.about.otp and request.query.get("isAdmin") == "true":
            shown = GRANT_WITH_CODE
        return page(shown.replace("NAME", name).replace("PORT", str(port)))

    def decide(self, decision, person, port):
        if decision != "authorize":
            return redirect("../")
        token = self.world.token_for(self.about, person)
        return redirect(f"http://127.0.0.1:{port}/?t={quote(token, safe='')}", 303)

    def application(self):
        pages = {}
        for tenant in self.about.tenants:
            for each in tenant.resources:
                path = f"/app/cloud-services/{tenant.id}/{each.kind}/{each.name}/details"
                pages[path] = {"tenant": tenant.name.upper(), "name": each.name, "arn": each.arn}
        return page(APPLICATION.replace("PAGES", json.dumps(pages)))


LOGIN = """<title>Sign in</title>
<form method="post"><label>User <input name="user" autocomplete="username"></label>
<button name="go" value="1">Continue</button></form>"""

ASKS = """<title>Portal</title><h2>Local Access Requested</h2>
<p class="ask">The <b>NAME</b> application wants to access your credentials.</p>"""

GRANT_BY_FORM = (
    ASKS
    + """<form method="post"><button name="decision" value="cancel">Cancel</button>
<button name="decision" value="authorize">Authorize</button></form>"""
)

# A request that needs no preflight, to the name instead of the number.
POSTS = """<button value="cancel">Cancel</button> <button value="authorize">Authorize</button><p class="done"></p>
<script>
const code = document.querySelector('.code');
const send = (body) => {
  const request = new XMLHttpRequest();
  request.open('POST', 'http://localhost:PORT/' + (code ? 'v2/callbackWithOtp' : ''));
  request.setRequestHeader('Content-Type', 'text/plain');
  request.onloadend = () => { document.querySelector('.done').textContent = request.responseText || 'failed'; };
  request.send(body);
};
document.querySelector('[value=cancel]').onclick = () => send('');
document.querySelector('[value=authorize]').onclick = async () => {
  const token = await (await fetch('/app/token')).text();
  send(code ? JSON.stringify({ otp: Number(code.value), token }) : token);
};
</script>"""

GRANT_BY_POST = ASKS + POSTS

# It hands the code over as a number.
GRANT_WITH_CODE = ASKS + """<label>Code <input class="code" inputmode="numeric"></label>""" + POSTS

APPLICATION = """<title>Portal</title><div class="bar"></div><main></main><nav></nav>
<script>
const pages = PAGES;
const show = () => {
  const at = pages[location.pathname];
  document.querySelector('.bar').textContent = at ? 'Tenant: ' + at.tenant : 'Tenant: DEFAULT';
  document.querySelector('main').innerHTML = at ? '<h3 class="name"></h3><small class="arn"></small>' : '<h3>Home</h3>';
  if (at) document.querySelector('.name').textContent = at.name;
  if (at) document.querySelector('.arn').textContent = at.arn;
};
for (const path of Object.keys(pages)) {
  const link = document.createElement('a');
  link.href = path;
  link.textContent = pages[path].name;
  link.onclick = (event) => { event.preventDefault(); history.pushState(null, '', path); show(); };
  document.querySelector('nav').append(link, document.createElement('br'));
}
onpopstate = show;
show();
</script>"""
