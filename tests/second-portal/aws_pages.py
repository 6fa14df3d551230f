"""What AWS shows: pages of the console, and those of its sign-in hosts."""

import html
import json

SIGNED_IN = "aws-creds"
CODE = "auth_code"


def console_page(session, region, label, domain):
    """label: of multi-session's host, None without."""
    about = {
        "sessionARN": session.arn,
        "displayName": f"{session.keys.role}/{session.keys.person}",
        "prismModeEnabled": label is not None,
        "accountId": session.keys.account,
        "accountAlias": "",
        "infrastructureRegion": region,
        "signInEndpoint": f"https://{region}.signin.{domain}",
        "newThing": {"a": [1, None]},
    }
    if label:
        about["sessionDifferentiator"] = label
    meta = f'<meta content="{html.escape(json.dumps(about))}" name="awsc-session-data">'
    name = html.escape(about["displayName"])
    return f"""<html lang="en"><head>{meta}<title>Console</title></head>
<body><div id="awsc-nav"><span class="account">{name}</span> <span class="region">{region}</span>
<a class="leave" href="/console/logout">Sign out</a></div>
<main><h1>Welcome</h1><button type="button" class="work">Refresh</button></main>
<script>
setInterval(async () => {{
  const answer = await fetch('/console/alive', {{ cache: 'no-store' }});
  if (answer.status !== 403 || document.getElementById('awsc-nav-signin-again-modal-root')) return;
  const dialogue = document.createElement('section');
  dialogue.id = 'awsc-nav-signin-again-modal-root';
  dialogue.innerHTML = '<h2>You are signed out</h2><p>Sign in again to go on.</p>';
  document.body.append(dialogue);
}}, 400);
</script></body></html>"""


def untold(text):
    """The page without what nobody promised of it."""
    start = text.index("<meta")
    return text[:start] + text[text.index(">", start) + 1 :]


def not_found():
    return "<title>404</title><h1>We can't find that page</h1>"


def expired(issuer):
    link = f'<a href="{html.escape(issuer)}">{html.escape(issuer)}</a>'
    return f"""<title>Amazon Web Services Sign-In</title><h1>Your session has expired</h1>
<p>To start a new session, click the link that your administrator gave you: {link}</p>"""


def plain_login():
    return "<title>Amazon Web Services Sign-In</title><h1>Sign in</h1><form><input name=account></form>"


def must_log_out(partition):
    leave = f"https://{partition.regions[-1]}.signin.{partition.domain}/oauth?Action=logout"
    return f"""<title>Amazon Web Services Sign-In</title>
<p>You must first log out before logging into a different AWS account.</p>
<p>To log out, <a href="{leave}">click here</a></p>"""


def too_many():
    return "<title>Amazon Web Services Sign-In</title><h2>Too many sessions</h2><p>Sign out of one to go on.</p>"


def other_network():
    """In a language of its own: a translation keeps the feature's name."""
    return """<html lang="de"><title>Amazon Web Services – Anmelden</title><h2>Keine Anmeldung</h2>
<p>In diesem Netzwerk gilt AWS Management Console Private Access. Für dieses Konto ist es nicht freigegeben.</p></html>"""


def denied():
    return "<title>Console</title><h2>Not authorized</h2><p>A policy of your organization denies this sign-in.</p>"
