import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  inSession,
  isAwsUrl,
  isSignInHost,
  isSignInUrl,
  sessionLabelHost,
} from '../../extension/src/domain/aws-hosts.js';
import {
  isSessionLimitUrl,
  isSignOutUrl,
  multiSessionUrl,
  serviceOf,
  signInUrlBehind,
  signOutUrl,
  wantedPage,
  withoutLabel,
} from '../../extension/src/domain/console-address.js';
import { consolePage, signInUrl, signOutFirstUrl } from './fakes/fake-platform.js';

const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';

describe('addresses of AWS', () => {
  const deep = `https://us-west-2.console.aws.amazon.com/x/home?region=us-west-2&q=a%2Fb#/c?d=e%20f&g='h'`;

  it('lose a session’s label and nothing else', () => {
    assert.equal(
      withoutLabel(deep.replace('us-west-2.console', label.slice(0, label.indexOf('.aws')))),
      deep,
    );
    assert.equal(withoutLabel(deep), deep);
  });

  it('of the sign-in give back the page that was wanted', () => {
    const oauth = (/** @type {string} */ page) =>
      `https://us-west-2.signin.aws.amazon.com/oauth?client_id=x&redirect_uri=${encodeURIComponent(page)}`;
    assert.equal(wantedPage(deep, undefined), deep);
    assert.equal(wantedPage(oauth(deep), deep), deep);
    assert.equal(
      wantedPage(`${oauth(deep.slice(0, deep.indexOf('#')))}&isauthcode=true`, deep),
      deep,
    );
    const other = 'https://us-west-2.console.aws.amazon.com/s3/home?region=us-west-2';
    assert.equal(
      wantedPage(`${oauth(`${other}&isauthcode=true&state=hashArgs%23x`)}#frag`, deep),
      `${other}#frag`,
    );
    const withRests = `${other}&code=1&nc2=h_ct&oauthStart=2&hashArgs=%23&isauthcode=true`;
    assert.equal(wantedPage(oauth(withRests), deep), other);
    assert.equal(wantedPage(oauth(`${other}&state=own`), deep), `${other}&state=own`);
    assert.equal(wantedPage(oauth('https://evil.example/'), deep), deep);
    assert.equal(wantedPage('https://example.org/', undefined), undefined);
  });

  it('behind a logout are taken in only one form', () => {
    assert.equal(signInUrlBehind(signOutFirstUrl('t')), signInUrl('t'));
    const inner = encodeURIComponent(signInUrl('t'));
    const host = 'https://us-west-2.signin.aws.amazon.com';
    for (const text of [
      `${host}/oauth?Action=logout`,
      `${host}/oauth?Action=login&redirect_uri=${inner}`,
      `${host}/oauth?Action=logout&redirect_uri=${inner}&x=y`,
      `${host}/oauth?Action=logout&redirect_uri=${inner}#x`,
      `${host}/logout?Action=logout&redirect_uri=${inner}`,
      `${host}/oauth?Action=logout&redirect_uri=${inner}&redirect_uri=${inner}`,
      `${host}/oauth?Action=logout&redirect_uri=${encodeURIComponent('https://evil.example/')}`,
      `${host}/oauth?Action=logout&redirect_uri=${encodeURIComponent(signInUrl('t').replace('us-west-2', 'eu-west-1'))}`,
      `https://us-west-2.signin.aws.amazon.com.evil.example/oauth?Action=logout&redirect_uri=${inner}`,
      `https://signin.aws.amazon.com/oauth?Action=logout&redirect_uri=${encodeURIComponent(signInUrl('t').replace('us-west-2.', ''))}`,
      signInUrl('t'),
      '',
      undefined,
    ])
      assert.equal(signInUrlBehind(text), null, text);
  });

  it('tell a sign-out by the user from everything else', () => {
    assert.ok(isSignOutUrl(`https://${label}/console/logout!doLogout`));
    assert.ok(
      isSignOutUrl(
        'https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=https%3A%2F%2Faws.amazon.com',
      ),
    );
    assert.ok(!isSignOutUrl(signOutFirstUrl('t')));
    assert.ok(!isSignOutUrl(consolePage));
    assert.ok(!isSignOutUrl('https://example.org/console/logout'));
  });

  it('name their service', () => {
    assert.equal(serviceOf('https://us-west-2.console.aws.amazon.com/s3/buckets/x'), 's3');
    assert.equal(serviceOf(consolePage), null);
  });

  it('are AWS’s only on its own hosts, by https, without a user or a port', () => {
    const page = 'https://us-west-2.signin.aws.amazon.com/federation?Action=login&SigninToken=t';
    assert.ok(isSignInUrl(page));
    for (const url of [
      page.replace('https', 'http'),
      page.replace('https://', 'https://bob@'),
      page.replace('https://', 'https://:secret@'),
      page.replace('.com/', '.com:8443/'),
      page.replace('/federation', '/oauth'),
      page.replace('=login', '=logout'),
      page.replace('signin', 'console'),
      page.replace('us-west-2.', 'a.b.'),
      page.replace('amazon.com/', 'amazon.com.evil.example/'),
      page.replace('https://us-west-2.', 'https://evil'),
      '',
      undefined,
    ])
      assert.equal(isSignInUrl(url), false, url);
    assert.ok(isSignInHost('https://signin.aws.amazon.com/oauth'));
    assert.ok(isAwsUrl('https://signin.aws.amazon.com/oauth') && isAwsUrl(consolePage));
    assert.ok(!isSignInHost(consolePage) && !isAwsUrl('https://aws.amazon.com/'));
  });

  it('have a session’s label only where account and identity stand before the region', () => {
    assert.equal(sessionLabelHost(`https://${label}/s3`), label);
    for (const host of [
      label.replace('123456789012', '12345678901'),
      label.replace('123456789012', '1234567890123'),
      label.replace('ab12cd34', 'ab12cd3'),
      label.replace('ab12cd34', 'ab12cd345'),
      label.replace('.us-west-2', ''),
      `x${label}`,
      `${label}.evil.example`,
    ])
      assert.equal(sessionLabelHost(`https://${host}/s3`), null, host);
    assert.equal(sessionLabelHost(undefined), null);
  });

  it('lead into a session: on its label’s host, in the page’s own region', () => {
    const other = 'https://eu-west-1.console.aws.amazon.com/s3/home?x=eu-west-1.console.aws#y';
    const regional = inSession(other, label);
    assert.equal(regional, other.replace('eu-', '123456789012-ab12cd34.eu-'));
    const global = 'https://console.aws.amazon.com/iam/home#/users';
    assert.equal(inSession(global, label), `https://${label}/iam/home#/users`);
    assert.equal(inSession(global, null), global);
  });

  it('that nobody goes back to are those that sign out', () => {
    const signOut = `https://${label}/console/logout!doLogout`;
    assert.equal(signOutUrl(`https://${label}/s3/home?x#y`), signOut);
    assert.equal(wantedPage(signOut, deep), deep);
    const asked = encodeURIComponent(signOut.replace(`${label.split('.')[0]}.`, ''));
    assert.equal(
      wantedPage(`https://us-west-2.signin.aws.amazon.com/oauth?redirect_uri=${asked}`, deep),
      deep,
    );
    assert.equal(
      wantedPage(`https://${label}/s3/home`, deep),
      deep.replace(/x\/home.*/, 's3/home'),
    );
    assert.equal(wantedPage('https://us-west-2.signin.aws.amazon.com/oauth', undefined), undefined);
    assert.ok(!isSignOutUrl('https://us-west-2.signin.aws.amazon.com/oauth?Action=login'));
    assert.ok(!isSignOutUrl('https://us-west-2.console.aws.amazon.com/s3/console/logout'));
    assert.equal(isSignOutUrl(undefined), false);
  });

  it('of the same path on another host are another page', () => {
    const here = 'https://us-west-2.console.aws.amazon.com/s3/home';
    const there = here.replace('us-west-2', 'eu-west-1');
    const oauth = `https://us-west-2.signin.aws.amazon.com/oauth?redirect_uri=${encodeURIComponent(there)}`;
    assert.equal(wantedPage(oauth, `${here}#kept`), there);
    assert.equal(wantedPage(`${oauth}#at`, `${there}#kept`), `${there}#kept`);
    assert.equal(
      wantedPage(`${oauth.replace('s3', 'ec2')}#at`, here),
      `${there.replace('s3', 'ec2')}#at`,
    );
    const own = encodeURIComponent(`${there}#own`);
    assert.equal(
      wantedPage(`https://signin.aws.amazon.com/oauth?redirect_uri=${own}#at`, here),
      `${there}#own`,
    );
  });

  it('turn multi-session on, and show that there are five sessions', () => {
    assert.equal(
      multiSessionUrl(deep),
      `https://us-west-2.signin.aws.amazon.com/sessions/v1/opt-in?redirect_uri=${encodeURIComponent(deep)}`,
    );
    const limit = 'https://us-west-2.signin.aws.amazon.com/sessions/limit';
    for (const url of [limit, `${limit}?x`, `${limit}/more`])
      assert.ok(isSessionLimitUrl(url), url);
    for (const url of [
      `${limit}ed`,
      limit.replace('/sessions', '/x/sessions'),
      limit.replace('signin', 'console'),
      undefined,
    ])
      assert.ok(!isSessionLimitUrl(url), url);
  });
});
