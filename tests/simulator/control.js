import http from 'node:http';
import { closeServer, listenOnLoopback } from './proxy.js';

/** @typedef {(body: any, query: URLSearchParams) => unknown} Action what comes back is the answer */

/**
 * What the control API can do, as `METHOD /path`. POST takes a JSON object.
 * @param {import('./simulator.js').Simulator} simulator
 * @returns {Map<string, Action>}
 */
function actionsOf(simulator) {
  const { aws, clock } = simulator;
  /** @type {[string, Action][]} */
  const actions = [
    ['GET /requests', () => simulator.requests],
    ['POST /requests/clear', () => simulator.clearRequests()],
    ['GET /requests/wait', (_, query) => waitForRequest(simulator, query)],
    ['GET /refused', () => simulator.refused],
    ['POST /offline', ({ offline }) => simulator.setOffline(offline === true)],
    ['POST /resets', (resets) => void simulator.setResets(resets.share ? resets : null)],
    ['POST /clock/advance', ({ seconds }) => clock.advance(seconds)],
    ['GET /clock', () => ({ now: clock.now() })],
    ['GET /aws', () => aws.settings],
    ['POST /aws/set', (changes) => aws.set(changes)],
    ['POST /aws/fault', (fault) => aws.fault(readFault(fault))],
    ['POST /aws/clear-faults', () => aws.clearFaults()],
    ['POST /aws/revoke', (which) => ({ ended: aws.revoke(which) })],
    ['GET /aws/minted', () => aws.minted],
    ['GET /aws/sessions', () => aws.sessions],
    ...simulator.portals.flatMap(portalActions),
  ];
  return new Map(actions);
}

/** @param {import('./portal/portal.js').Portal} portal @returns {[string, Action][]} */
function portalActions(portal) {
  const path = `/portals/${portal.name}`;
  return [
    [`GET ${path}`, () => describe(portal)],
    [`POST ${path}/set`, (changes) => portal.set(changes)],
    [`POST ${path}/token`, ({ user, ...options }) => ({ token: portal.token(user, options) })],
    [`POST ${path}/revoke-tokens`, () => portal.revokeTokens()],
    [`POST ${path}/end-sessions`, () => portal.endSessions()],
    [`POST ${path}/fault`, (fault) => portal.fault(readFault(fault))],
    [`POST ${path}/clear-faults`, () => portal.clearFaults()],
  ];
}

/** @param {import('./portal/portal.js').Portal} portal */
export function describe({ name, url, apiUrl, settings, tenants }) {
  return { name, url, apiUrl, settings, tenants };
}

/** JSON has no patterns and no bytes: `pathPattern` and `bodyBase64` stand for them. */
function readFault({ pathPattern, bodyBase64, ...fault }) {
  if (pathPattern !== undefined) fault.path = new RegExp(pathPattern);
  if (bodyBase64 !== undefined) fault.body = Buffer.from(bodyBase64, 'base64');
  return fault;
}

function waitForRequest(simulator, query) {
  const fits = (request) =>
    ['host', 'path', 'method'].every((field) =>
      (request[field] ?? '').includes(query.get(field) ?? ''),
    );
  return simulator.waitForRequest(fits, { timeoutMs: Number(query.get('timeoutMs') ?? 10_000) });
}

async function readJson(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

/**
 * Serves the control API on loopback. Web pages are kept out: their requests carry an Origin.
 * @param {import('./simulator.js').Simulator} simulator
 * @param {number} port 0 for any
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function startControl(simulator, port) {
  const actions = actionsOf(simulator);
  const sockets = new Set();
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const action = actions.get(`${request.method} ${url.pathname}`);
    const reply = (status, value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(value ?? {})}\n`);
    };
    if (request.headers.origin) return reply(403, { error: 'not for web pages' });
    if (!action) return reply(404, { error: 'no such action', actions: [...actions.keys()] });
    try {
      reply(200, await action(await readJson(request), url.searchParams));
    } catch (error) {
      reply(400, { error: error.message });
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => closeServer(server, sockets),
  };
}
