import { dataElement, html, page } from '../page.js';

/** @param {string} title @param {ReturnType<typeof html>} body @param {string} [script] */
function card(title, body, script) {
  return page({
    title,
    style: 'portal.css',
    script,
    body: html`<main class="card">${body}</main>
<footer>A simulated portal of jit-console's tests</footer>`,
  });
}

/**
 * How the token is handed over: the redirect only where the portal is new and the link asks for it;
 * with a one-time password only where one is needed and admin access is asked for.
 * @param {{handover: string, otpNeeded: boolean}} settings
 * @param {URLSearchParams} query of the grant page
 * @returns {'redirect'|'post'|'post_otp'}
 */
export function handoverWay({ handover, otpNeeded }, query) {
  if (otpNeeded && query.get('isAdmin') === 'true') return 'post_otp';
  return handover === 'redirect' && query.get('redirect') === 'true' ? 'redirect' : 'post';
}

/**
 * «Local Access Requested».
 * @param {import('./portal.js').Portal} portal
 * @param {import('./pages.js').Login} login
 * @param {{application: string, port: number, way: 'redirect'|'post'|'post_otp'}} request
 */
export function grantPage(portal, login, { application, port, way }) {
  const { otp, handoverHost, cancel, preflight } = portal.settings;
  const listener = `http://${handoverHost}:${port}`;
  const data = { way, token: login.token, listener, cancel, preflight };
  const otpField = html`<label>One-time password
<input id="otp" inputmode="numeric" autocomplete="off" value="${otp}"></label>`;
  return card(
    'Local Access Requested',
    html`<p class="brand">${portal.name}</p>
<h1>Local Access Requested</h1>
<p id="request">The application <b>${application}</b> on this computer wants to access your
credentials as <b>${login.user}</b>.</p>
${way === 'post_otp' ? otpField : ''}
<p class="buttons"><button id="authorize">Authorize</button>
<button id="cancel" class="quiet">Cancel</button></p>
<p id="handover-result" role="status"></p>
<p id="handover-error" role="alert"></p>
${dataElement('page-data', data)}`,
    'portal-grant.js',
  );
}

/** @param {string} application */
export function grantDonePage(application) {
  return card(
    'Access granted',
    html`<h1>Access granted</h1>
<p id="handover-result">${application} has access now. You can close this page.</p>`,
  );
}

export function grantRefusedPage() {
  return card(
    'Bad request',
    html`<h1>Bad request</h1><p id="handover-error">The link lacks localAppName or localPort.</p>`,
  );
}
