import { dataElement, html, page } from '../page.js';
import { signInHost } from './hosts.js';

const SERVICES = ['s3', 'ec2', 'rds', 'lambda', 'dynamodbv2', 'cloudwatch'];

/**
 * A page of the console.
 * @param {{exchange: import('../exchange.js').Exchange, session: import('./browsers.js').Session,
 *   region: string, multiSession: boolean, settings: Record<string, any>, now: number}} facts
 *   now: milliseconds
 */
export function consolePage({ exchange, session, region, multiSession, settings, now }) {
  const service = exchange.path.split('/')[1] || 'console';
  const { account, name } = session.identity;
  const head = settings.sessionData
    ? html`<meta name="awsc-session-data" content="${sessionData(session, region, multiSession)}">`
    : '';
  return page({
    title: `${service} | ${region}`,
    style: 'aws.css',
    script: 'aws-console.js',
    head,
    body: html`<header id="awsc-nav-header">
<b class="brand">aws</b><a href="/console/home?region=${region}">Console home</a>
<span class="gap"></span><span id="region">${region}</span>
<span><span id="user">${name}</span> @ <span id="account">${account}</span></span>
<a id="sign-out" href="/console/logout!doLogout">Sign out</a>
</header>
<nav>${SERVICES.map(
      (one) => html`<a href="/${one}/home?region=${region}">${one}</a>
<a class="new-tab" target="_blank" href="/${one}/home?region=${region}" title="${one} in a new tab">↗</a> `,
    )}</nav>
<main>
<h1 id="service">${service}</h1>
<table>
<tr><th>Path</th><td id="path">${exchange.path}</td></tr>
<tr><th>Query</th><td id="query">${exchange.url.search}</td></tr>
<tr><th>Fragment</th><td id="fragment"></td></tr>
<tr><th>Signed in</th><td>${new Date(session.startedAt).toISOString()}</td></tr>
<tr><th>Session ends in</th><td>${Math.round((session.endsAt - now) / 1000)} s</td></tr>
</table>
<form id="form"><label>Description <input id="description" autocomplete="off"></label></form>
<p><a id="deep-link" href="#resource/${account}/details?view=graph">A page within this page</a></p>
${optIn(session, region, multiSession)}
</main>
<footer>A simulated console of jit-console's tests; not Amazon Web Services.</footer>
${dataElement('page-data', { sessionId: session.id, dialogue: settings.dialogue })}`,
  });
}

/** The session's facts as AWS's own pages carry them in a meta tag. */
function sessionData(session, region, multiSession) {
  const { partition, account, alias, name, arn } = session.identity;
  return JSON.stringify({
    accountId: account,
    accountAlias: alias ?? '',
    displayName: name,
    sessionARN: arn,
    infrastructureRegion: region,
    signInEndpoint: signInHost(partition, region),
    prismModeEnabled: multiSession,
    ...(multiSession ? { sessionDifferentiator: session.differentiator } : {}),
  });
}

/** The console's own way to turn multi-session on. */
function optIn(session, region, multiSession) {
  if (multiSession) return '';
  const host = signInHost(session.identity.partition, region);
  const back = `https://${host.replace('signin.', 'console.')}/console/home?region=${region}`;
  const url = `https://${host}/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(back)}`;
  return html`<p><a id="opt-in" href="${url}">Turn on multi-session support</a></p>`;
}
