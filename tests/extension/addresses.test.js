import './fakes/fake-browser.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chromiumVersion } from '../../extension/src/browser.js';
import {
  inSession,
  isConsoleUrl,
  isSignInUrl,
  sessionLabelHost,
} from '../../extension/src/domain/aws-hosts.js';
import { isOnPortal, portalOrigins, tenantOnPage } from '../../extension/src/domain/portal-page.js';
import { portalAddress, wholeName } from '../../extension/src/pages/shared/portal-doubt.js';
import { acme, invoice } from './fakes/fake-platform.js';

const domains = ['aws.amazon.com', 'amazonaws-us-gov.com', 'amazonaws.cn', 'amazonaws-eusc.eu'];

describe('AWS addresses', () => {
  for (const domain of domains)
    it(`knows sign-in and console of ${domain}`, () => {
      assert.ok(isSignInUrl(`https://signin.${domain}/federation?Action=login&SigninToken=x`));
      assert.ok(isSignInUrl(`https://some-region-1.signin.${domain}/federation?Action=login`));
      assert.ok(isConsoleUrl(`https://console.${domain}/`));
      assert.ok(isConsoleUrl(`https://some-region-1.console.${domain}/ec2/home#x`));
      const labelled = `123456789012-ab12cd34.some-region-1.console.${domain}`;
      assert.ok(isConsoleUrl(`https://${labelled}/s3`));
      assert.equal(sessionLabelHost(`https://${labelled}/s3`), labelled);
      assert.equal(sessionLabelHost(`https://some-region-1.console.${domain}/`), null);
    });

  for (const url of [
    'https://console.aws.amazon.com.evil.example/',
    'https://evilconsole.aws.amazon.com/',
    'https://a.b.c.console.aws.amazon.com/',
    'http://console.aws.amazon.com/',
    'https://console.aws.amazon.com:444/',
    'https://console.aws.amazon.com@evil.example/',
    'https://docs.aws.amazon.com/',
    'nothing',
  ])
    it(`takes ${url} for no console`, () => assert.equal(isConsoleUrl(url), false));

  it('puts a page into a session without losing query and fragment', () => {
    const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
    const page = 'https://us-west-2.console.aws.amazon.com/ec2/home?region=us-west-2#Instances:';
    assert.equal(inSession(page, label), `https://${label}/ec2/home?region=us-west-2#Instances:`);
    assert.equal(inSession(page, null), page);
  });
});

describe('portal addresses', () => {
  const { id } = invoice;
  const portals = /** @type {any} */ ([acme, { ...acme, name: 'beta', host: 'beta.example:8443' }]);

  for (const [url, found] of /** @type {const} */ ([
    [`https://acme.duplocloud.net/app/devops/${id}/containers/x`, 'acme'],
    [`https://acme.duplocloud.net/app/new-section/${id.toUpperCase()}?tab=1#x`, 'acme'],
    [`https://beta.example:8443/${id}`, 'beta'],
    [`https://beta.example/${id}`, null],
    [`http://acme.duplocloud.net/app/${id}`, null],
    [`https://acme.duplocloud.net/app/?tenant=${id}`, null],
    [`https://acme.duplocloud.net/app/x${id}/`, null],
    ['https://acme.duplocloud.net/app/', null],
    ['about:blank', null],
    [undefined, null],
  ]))
    it(`finds ${found ?? 'no'} tenant on ${url}`, () => {
      const expected = found ? { portal: found, tenant: id } : null;
      assert.deepEqual(tenantOnPage(url, portals), expected);
    });

  it('takes the first GUID of several', () => {
    const url = `https://acme.duplocloud.net/app/${id}/host/00000000-0000-4000-8000-000000000000`;
    assert.equal(tenantOnPage(url, portals)?.tenant, id);
  });

  it('knows a page of a portal by its origin', () => {
    assert.ok(isOnPortal('https://acme.duplocloud.net/app/user/verify-token?x=1', acme));
    assert.ok(!isOnPortal('https://acme.duplocloud.net:8443/app', acme));
    assert.ok(!isOnPortal('https://acme.duplocloud.net@evil.example/', acme));
  });

  for (const [typed, address] of /** @type {const} */ ([
    ['acme.duplocloud.net', 'https://acme.duplocloud.net'],
    [' https://acme.duplocloud.net/app/devops/x?y#z ', 'https://acme.duplocloud.net'],
    ['acme.example:8443', 'https://acme.example:8443'],
    ['http://acme.example/', 'http://acme.example'],
    ['https://', 'https://'],
    ['', ''],
  ]))
    it(`reads «${typed}» as «${address}»`, () => assert.equal(portalAddress(typed), address));

  it('is found among open tabs by its host, or by a tenant’s page', () => {
    const tenant = '7c1f0e9a-3d52-4b1e-9a55-0d6f6c1b2a10';
    const urls = [
      'https://acme.duplocloud.net/app/',
      'https://beta.duplocloud.net/x',
      'https://beta.duplocloud.net/y',
      `https://portal.example.org/app/devops/${tenant}/overview`,
      'https://example.org/app/settings',
      `http://plain.example.org/app/${tenant}`,
      undefined,
      'about:blank',
    ];
    const known = /** @type {any} */ ([{ url: 'https://acme.duplocloud.net' }]);
    const wanted = ['https://beta.duplocloud.net', 'https://portal.example.org'];
    assert.deepEqual(portalOrigins(urls, known), wanted);
  });

  it('is found by the paths of portals’ pages, whatever page is shown', () => {
    const own = 'https://portal.corp.example';
    for (const path of [
      '/app/user/login',
      '/app/user/verify-token?localAppName=x',
      '/app/devops/tenants',
      '/app/administrator/plans#x',
      '/app/login',
      '/app/',
      '/app',
    ])
      assert.deepEqual(portalOrigins([`${own}${path}`], []), [own], path);
    for (const path of ['/', '/apps/user/login', '/x/app/user/login', '/application', '/?app/user'])
      assert.deepEqual(portalOrigins([`${own}${path}`], []), [], path);
    assert.deepEqual(portalOrigins([`http://portal.corp.example/app/user/login`], []), []);
  });

  it('is not offered for /app alone beside one that is surer', () => {
    const [sure, other] = ['https://portal.corp.example', 'https://kibana.corp.example'];
    const urls = [`${other}/app/home`, `${sure}/app/user/login`];
    assert.deepEqual(portalOrigins(urls, []), [sure]);
    assert.deepEqual(portalOrigins(urls, /** @type {any} */ ([{ url: sure }])), [other]);
  });

  it('takes a single word for the name of a portal on duplocloud.net', () => {
    for (const typed of [
      ' Acme ',
      'https://acme',
      'acme/',
      'acme/app/x?y',
      'acme.duplocloud',
      'http://acme',
    ])
      assert.equal(wholeName(typed), 'acme.duplocloud.net', typed);
    const others = ['acme.example', 'acme:8443', 'localhost', 'https://', '', '10.0.0.1', '127'];
    for (const typed of [...others, 'acme.duplocloud.net', 'a.b.duplocloud', 'acme.duplocloud.com'])
      assert.equal(wholeName(typed), null, typed);
  });
});

describe('the browser', () => {
  for (const [agent, version] of /** @type {const} */ ([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', 156],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0.0.0', 156],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', null],
  ]))
    it(`is known by «${agent}»`, () => assert.equal(chromiumVersion(agent), version));
});
