import { html, page } from '../page.js';

/** @param {string} title @param {ReturnType<typeof html>} body */
function signInPage(title, body) {
  return page({
    title,
    style: 'aws.css',
    body: html`<main class="card">
<p class="brand">aws <small>simulated sign-in</small></p>
${body}
</main>`,
  });
}

/** @param {string} message why the request was refused */
export function errorPage(message) {
  return signInPage(
    'Amazon Web Services Sign-In',
    html`<h1>400 Bad Request</h1><p id="error">${message}</p>`,
  );
}

/** @param {string} path that the console doesn't know */
export function notFoundPage(path) {
  return page({
    title: '404 Not Found',
    style: 'aws.css',
    body: html`<main class="card"><h1 id="not-found">404 Not Found</h1><p>${path}</p></main>`,
  });
}

/** The refusal of a second identity while a first one is signed in. @param {string} host */
export function mustLogOutPage(host) {
  return signInPage(
    'Amazon Web Services Sign-In',
    html`<h1>Amazon Web Services Sign In</h1>
<p id="must-log-out">You must first log out before logging into a different AWS account.</p>
<p>To logout, <a href="https://${host}/oauth?Action=logout">click here</a></p>`,
  );
}

/** The refusal of an account that the network's endpoint policy doesn't name. @param {string} account */
export function privateAccessPage(account) {
  return signInPage(
    'Amazon Web Services Sign-In',
    html`<h1 id="private-access">Your account doesn't have permission to use AWS Management Console Private Access</h1>
<p>Account ${account}</p>`,
  );
}

/** The refusal by a policy about sign-ins; its words are nowhere public. */
export function policyPage() {
  return signInPage(
    'Amazon Web Services Sign-In',
    html`<h1 id="denied">You can't sign in from here</h1>`,
  );
}

/** What a console tab is led to when its session has ended. @param {string} issuer */
export function expiredPage(issuer) {
  const link = /^https?:\/\//.test(issuer)
    ? html`<a id="issuer" href="${issuer}">${issuer}</a>`
    : html`<span id="issuer">${issuer || 'no link was given'}</span>`;
  return signInPage(
    'Session expired',
    html`<h1 id="session-expired">Your session has expired</h1>
<p>To start a new session, click the link that your administrator gave you:</p>
<p>${link}</p>`,
  );
}

export function signInFormPage() {
  return signInPage(
    'Amazon Web Services Sign-In',
    html`<h1 id="sign-in">Sign in</h1>
<form><label>Account ID <input name="account" autocomplete="off"></label>
<label>IAM user name <input name="username" autocomplete="off"></label>
<label>Password <input name="password" type="password"></label>
<button type="button">Sign in</button></form>`,
  );
}

export function signedOutPage() {
  return signInPage('Signed out', html`<h1 id="signed-out">You have signed out</h1>`);
}

/**
 * The page to which a sixth identity is led; it can be opened at any time.
 * @param {import('./browsers.js').Session[]} sessions
 * @param {number} now milliseconds
 */
export function sessionLimitPage(sessions, now) {
  const full = sessions.length >= 5;
  return signInPage(
    full ? 'Session limit reached' : 'Sessions',
    html`<h1 id="session-limit">${full ? 'Session limit reached' : 'Your sessions'}</h1>
<p>You can have five sessions at a time. Sign out of one to open another.</p>
<ul>${sessions.map(
      (session) => html`<li>${session.identity.account} ${session.identity.name},
${Math.floor((now - session.startedAt) / 60_000)} minutes ago
<a href="/sessions/${session.differentiator}/v1/logout">Sign out</a></li>`,
    )}</ul>`,
  );
}
