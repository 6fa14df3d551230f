import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';

/** What GetAwsConsoleTokenUrl answers with keys alone, which are to be found again wherever they leak to. */
export const CANARY_KEYS = json({
  AccessKeyId: 'ASIACANARY0000000001',
  SecretAccessKey: 'canary-secret',
  SessionToken: 'canary-token',
  Region: 'eu-central-1',
  Validity: 3600,
});

/**
 * A portal that shares nothing with the simulator: the calls of the public clients, as few as they come, over HTTP/1.1 on
 * localhost. What it doesn't know is a 404 in plain text.
 */
export class PlainPortal {
  /** @type {Record<string, {status?: number, type?: string, body: string, hangs?: boolean, after?: Promise<unknown>, headers?: object}>} by path */
  answers = {
    '/admin/GetUserRoleInfo': json({ Username: 'carol@example.org', Roles: ['User'] }),
    '/admin/GetTenantsForUser': json([
      { TenantId: 'B1A1A1A1-0000-4000-8000-00000000000B', AccountName: 'web' },
      { TenantId: 'a1a1a1a1-0000-4000-8000-00000000000a', AccountName: 'api', PlanID: 'prod' },
    ]),
    '/subscriptions/a1a1a1a1-0000-4000-8000-00000000000a/GetAwsConsoleTokenUrl': json({
      ConsoleUrl:
        'https://signin.aws.amazon.com/federation?Action=login&Issuer=duplo&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken=one+two%2Bthree',
      Region: 'eu-central-1',
      Validity: 900,
    }),
  };
  /** @type {string[]} "METHOD path" of each call with the right token */
  calls = [];
  token = 'a-permanent-token-that-is-no-jwt';

  /** @param {string} dir where its certificate goes */
  async start(dir) {
    this.caFile = join(dir, 'plain-portal.pem');
    const key = join(dir, 'plain-portal.key');
    // biome-ignore format: one option a line says less
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', this.caFile], { stdio: 'ignore' });
    const credentials = { key: readFileSync(key), cert: readFileSync(this.caFile) };
    await this.#listen(https.createServer(credentials));
    this.url = `https://localhost:${this.server.address().port}`;
  }

  /** For a portal that was added with --insecure-localhost. */
  async startWithoutTls() {
    await this.#listen(http.createServer());
    this.url = `http://localhost:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections?.();
    return new Promise((resolve) => this.server.close(resolve));
  }

  #listen(server) {
    this.server = server;
    server.on('request', (request, response) => this.#serve(request, response));
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  }

  async #serve(request, response) {
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      response.writeHead(401).end();
      return;
    }
    this.calls.push(`${request.method} ${request.url}`);
    const answer = this.answers[request.url] ?? {
      status: 404,
      type: 'text/plain',
      body: 'Not Found',
    };
    if (answer.hangs) return;
    await answer.after;
    const headers = { 'Content-Type': answer.type, ...answer.headers };
    response.writeHead(answer.status ?? 200, headers).end(answer.body);
  }
}

/** @param {unknown} value */
export function json(value) {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
