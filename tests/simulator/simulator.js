import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Aws } from './aws/aws.js';
import { awsCertificateNames, parseAwsHost, parseEcrHost } from './aws/hosts.js';
import { makeCertificates } from './certificates.js';
import { Clock } from './clock.js';
import { Exchange } from './exchange.js';
import { serveAsset } from './page.js';
import { makePortals } from './portals.js';
import { closeServer, listenOnLoopback, startProxy } from './proxy.js';
import { RequestLog } from './request-log.js';

/** A running simulator; see README.md. */
export class Simulator {
  /** @type {string[]} `HOST:PORT` of every name that the proxy was asked for in vain */
  refused = [];
  clock = new Clock();
  /** @type {Set<string>} every token and key that was made, to search logs and files for */
  secrets = new Set();
  #log = new RequestLog();
  #sockets = new Set();
  #portals;
  #server;
  #proxy;
  /** @type {string | null} a folder that goes with it */
  #ownDir = null;

  /** @param {number} extraTenants */
  constructor(extraTenants) {
    const shared = { clock: this.clock, secrets: this.secrets };
    this.aws = new Aws(shared);
    this.#portals = makePortals({ ...shared, aws: this.aws }, extraTenants);
  }

  /** @param {string} [dir] for `ca.pem`, made where missing; without it one that goes with the simulator */
  async start(dir) {
    if (dir) await mkdir(dir, { recursive: true });
    else this.#ownDir = await mkdtemp(path.join(tmpdir(), 'jit-console-simulator-'));
    this.caFile = path.join(dir ?? this.#ownDir, 'ca.pem');
    const hosts = [...this.#portals.values()].flatMap(({ host, apiHost }) => [host, apiHost]);
    const names = [...new Set(hosts), ...awsCertificateNames()];
    const pair = await makeCertificates(names, this.caFile);
    const tls = { ...pair, minVersion: /** @type {const} */ ('TLSv1.2'), allowHTTP1: true };
    this.#server = http2.createSecureServer(tls, (request, response) =>
      this.#serve(request, response),
    );
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    // Clients that refuse the certificate, or leave in the middle, are part of the tests.
    this.#server.on('sessionError', (_, session) => session.destroy());
    await listenOnLoopback(this.#server);
    this.tlsPort = this.#server.address().port;
    const serves = (host) => this.#siteOf(host) !== undefined;
    this.#proxy = await startProxy({ serves, tlsPort: this.tlsPort, refused: this.refused });
    this.proxy = this.#proxy.url;
  }

  /** @returns {import('./portal/portal.js').Portal[]} */
  get portals() {
    return [...this.#portals.values()];
  }

  /** @param {string} name */
  portal(name) {
    const portal = this.#portals.get(name);
    if (!portal)
      throw new Error(`no portal ${name}; there are ${[...this.#portals.keys()].join(', ')}`);
    return portal;
  }

  get requests() {
    return this.#log.requests;
  }

  clearRequests() {
    this.#log.clear();
  }

  /** @param {Parameters<RequestLog['waitFor']>} parameters */
  waitForRequest(...parameters) {
    return this.#log.waitFor(...parameters);
  }

  /** @param {boolean} offline while true, every connection through the proxy breaks */
  setOffline(offline) {
    this.#proxy.setOffline(offline);
  }

  /**
   * @param {import('./proxy.js').Resets|null} resets which connections through the proxy are reset
   * @returns {import('./proxy.js').Ordered|null} what becomes of it
   */
  setResets(resets) {
    return this.#proxy.setResets(resets);
  }

  /** @param {import('./portal/reported.js').Report|null} report like whose portal acme behaves from now on */
  behaveAs(report) {
    const acme = this.portal('acme');
    acme.behaveAs(report);
    this.aws.set(acme.reported?.aws ?? { federation: 'both' });
    if (acme.reported?.signInHostFails) this.aws.fault({ path: /^\/$/, drop: true });
  }

  async close() {
    await this.#proxy.close();
    await closeServer(this.#server, this.#sockets);
    if (this.#ownDir) await rm(this.#ownDir, { recursive: true, force: true });
  }

  #siteOf(host) {
    if (parseAwsHost(host) || parseEcrHost(host)) return this.aws;
    return this.portals.find((portal) => portal.serves(host));
  }

  async #serve(request, response) {
    const exchange = new Exchange(request, response);
    const isPlumbing = exchange.path.startsWith('/__simulator/');
    if (!isPlumbing) this.#log.add(exchange, request.httpVersion);
    try {
      const site = this.#siteOf(exchange.host);
      if (!site) return exchange.text(421, `the simulator has no ${exchange.host}\n`);
      if (isPlumbing && serveAsset(exchange)) return;
      await site.handle(exchange);
    } catch (error) {
      process.stderr.write(`simulator: ${exchange.method} ${exchange.path}: ${error.stack}\n`);
      exchange.text(500, 'the simulator failed; see its stderr\n');
    }
  }
}

/**
 * @param {{dir?: string, tenants?: number, as?: import('./portal/reported.js').Report}} [options] dir: folder for `ca.pem`, made
 *   where missing, else one that goes with the simulator; tenants: how many further ones acme has; as: a report of
 *   `doctor --facts`, like whose portal acme behaves
 */
export async function startSimulator({ dir, tenants = 0, as } = {}) {
  const simulator = new Simulator(tenants);
  if (as) simulator.behaveAs(as);
  await simulator.start(dir);
  return simulator;
}
