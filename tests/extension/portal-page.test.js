import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeName } from '../../extension/src/domain/place-name.js';
import { isOnPortal, portalLike, tenantOnPage } from '../../extension/src/domain/portal-page.js';
import { targetKey, targetOfKey } from '../../extension/src/domain/target-key.js';
import { acme, invoice, targetOf } from './fakes/fake-platform.js';

describe('a page of a portal', () => {
  it('tells its tenant, whatever stands around it', () => {
    const found = { portal: 'acme', tenant: invoice.id };
    const page = `${acme.url}/app/devops/${invoice.id.toUpperCase()}/overview?x=1`;
    assert.deepEqual(tenantOnPage(page, [acme]), found);
    for (const other of [
      page.replace('https:', 'http:'),
      page.replace(acme.host, 'other.example'),
      `${acme.url}/app/devops`,
      `${acme.url}/app?tenant=${invoice.id}`,
      'not an address',
      undefined,
    ])
      assert.equal(tenantOnPage(other, [acme]), null, other);
  });

  it('is on the portal only by https, on its own address, without a user', () => {
    assert.ok(isOnPortal(`${acme.url}/app/user/verify-token`, acme));
    for (const page of [
      `http://${acme.host}/`,
      `https://bob@${acme.host}/`,
      `https://:secret@${acme.host}/`,
      `https://${acme.host}:8443/`,
      `https://${acme.host}.evil.example/`,
      'not an address',
    ])
      assert.ok(!isOnPortal(page, acme), page);
  });

  it('that looks like one is suggested as a portal', () => {
    assert.equal(portalLike('https://acme.duplocloud.net/app?x=1'), 'https://acme.duplocloud.net');
    for (const page of [
      'http://acme.duplocloud.net/',
      'https://duplocloud.net/',
      'https://acme.duplocloud.net.evil.example/',
      'about:blank',
      '',
      undefined,
    ])
      assert.equal(portalLike(page), '', page);
  });
});

describe('a target’s key', () => {
  const known = /** @type {any} */ ({
    portals: [acme],
    portalData: { acme: { tenants: [invoice] } },
  });

  it('leads back to it', () => {
    const target = targetOf(invoice);
    assert.deepEqual(targetOfKey(targetKey(target), known), target);
    const admin = /** @type {const} */ ({ portal: 'acme', role: 'admin', tenant: null, name: '' });
    assert.equal(targetKey(admin), 'acme/admin/');
    assert.deepEqual(targetOfKey('acme/admin/', known), admin);
  });

  it('has no name where its tenant isn’t known, and leads nowhere without its portal', () => {
    assert.equal(targetOfKey('acme/tenant/gone', known)?.name, '');
    assert.equal(targetOfKey('beta/tenant/x', known), undefined);
  });
});

describe('the name of a page', () => {
  /** @param {string} to @param {string} kind @param {string} [url] */
  const name = (to, kind, url = 'https://us-west-2.console.aws.amazon.com/sqs/v3/home') =>
    placeName({ to, page: /** @type {any} */ ({ kind, url }) });

  it('is the service as it was typed, the address’s path, or the resource’s own name', () => {
    assert.equal(name('a:b:c:d:e:param store', 'service'), 'a:b:c:d:e:param store');
    assert.equal(name('https://us-west-2.console.aws.amazon.com/x', 'url'), '/sqs/v3/home');
    assert.equal(name('arn:aws:sqs:us-west-2:123456789012:jobs:x', 'sqs_queue'), 'jobs:x');
    assert.equal(name('s3', 'home'), 's3');
  });
});
