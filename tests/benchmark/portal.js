/* A portal with many tenants and keys for the one named web, on localhost and in a process of its own. Prints one line of JSON; ends
 * with its standard input.
 *
 *     node tests/benchmark/portal.js DIR TENANTS
 */
import { json, PlainPortal } from '../program/plain-portal.js';

const [dir, count] = process.argv.slice(2);
const WEB = '00000000-0000-4000-8000-000000000000';

const tenants = Array.from({ length: Number(count) }, (_, nth) => ({
  TenantId: WEB.slice(0, -String(nth).length) + nth,
  AccountName: nth === 0 ? 'web' : `tenant-${nth}`,
  PlanID: 'nonprod',
}));
const portal = new PlainPortal();
const [jit] = Object.keys(portal.answers).slice(-1);
const console_ = JSON.parse(portal.answers[jit].body);
const keys = {
  AccessKeyId: 'ASIAEXAMPLE0000000001',
  SecretAccessKey: 'secret',
  SessionToken: 'session',
};
Object.assign(portal.answers, {
  '/admin/GetTenantsForUser': json(tenants),
  '/adminproxy/GetTenantNames': json(tenants),
  [`/subscriptions/${WEB}/GetAwsConsoleTokenUrl`]: json({ ...console_, ...keys, Validity: 3600 }),
  [`/subscriptions/${WEB}/GetAwsRegionId`]: json('eu-central-1'),
});
await portal.start(dir);
const { url, caFile, token } = portal;
console.log(JSON.stringify({ port: Number(new URL(url).port), caFile, token, tenant: WEB }));
process.stdin.on('end', () => process.exit()).resume();
