import http from 'node:http';
import { HostProcess } from './program.js';

/** @typedef {{status: number | undefined, body: string, location?: string}} Answer */

/**
 * A sign-in as a browser's host and the portal's page go about it, without a browser.
 *
 * @param {import('./program.js').Home} home
 * @param {{portal: string, admin?: boolean}} params of sign_in
 * @param {(port: number) => Promise<unknown>} handOver what the page does
 * @returns {Promise<any>} the host's reply
 */
export async function browserSignIn(home, params, handOver) {
  const host = new HostProcess(home);
  host.send({ id: 1, method: 'sign_in', params });
  const { data } = await host.frame((frame) => frame.event === 'grant_page' || frame.id === 1);
  await handOver(Number(new URL(data.url).searchParams.get('localPort')));
  const reply = await host.frame((frame) => frame.id === 1);
  host.child.stdin.end();
  await host.exited;
  return reply;
}

/**
 * @param {number} port the host's
 * @param {string} path
 * @param {{method?: string, headers?: Record<string, string>, body?: string, name?: string}} [request]
 * @returns {Promise<Answer>}
 */
export function askListener(port, path, { method = 'GET', headers, body, name } = {}) {
  const host = name ?? '127.0.0.1';
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, body: text, location: response.headers.location }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/**
 * What the portal's grant page does with the token.
 *
 * @param {number} port
 * @param {{url: string, settings: {handoverHost: string, preflight: boolean, otp: string}}} portal
 * @param {'redirect' | 'post' | 'post_otp'} way
 * @param {string} token
 * @returns {Promise<Answer>}
 */
export async function handOverAs(port, { url, settings }, way, token) {
  const name = settings.handoverHost;
  if (way === 'redirect') return askListener(port, `/?t=${encodeURIComponent(token)}`, { name });
  const path = way === 'post' ? '/' : '/v2/callbackWithOtp';
  const headers = { Origin: url, 'Content-Type': 'text/plain' };
  if (settings.preflight)
    await askListener(port, path, {
      method: 'OPTIONS',
      headers: {
        Origin: url,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'x-requested-with',
      },
      name,
    });
  const body = way === 'post' ? token : JSON.stringify({ token, otp: settings.otp });
  return askListener(port, path, { method: 'POST', headers, body, name });
}
