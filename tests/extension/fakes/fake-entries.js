import assert from 'node:assert/strict';
import { settle } from './fake-clock.js';
import { acme, FakePlatform, invoice } from './fake-platform.js';

export const queue = 'arn:aws:sqs:us-west-2:123456789012:duploservices-invoice-jobs';
export const labelled =
  'https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/home?region=x';
export const portalPage = `${acme.url}/app/devops/${invoice.id}/app-integration/sqs/duploservices-invoice-jobs`;

/** @param {string} kind @param {object} [more] what the host says of a page */
export const pageOf = (kind, more = {}) => ({
  url: 'https://us-west-2.console.aws.amazon.com/there',
  kind,
  service: 's3',
  region: null,
  account: null,
  partition: 'aws',
  ...more,
});

/** A background whose host knows some pages, and a person who clicks in the menu of their tab. */
export class FakeEntries extends FakePlatform {
  /** Where the person is. @type {any} */
  tab;

  /** @param {import('./fake-browser.js').Flavour} [flavour] */
  constructor(flavour) {
    super(flavour);
    this.host.answers.open_console = () => this.console();
    this.host.answers.resolve_page = ({ to }) =>
      /^(arn:|https:|s3$|param store$)/.test(to)
        ? pageOf(/^(s3|param store)$/.test(to) ? 'service' : 'sqs_queue')
        : { error: { code: 'destination', message: '', hint: '' } };
  }

  /** With its menu made. @override */
  async ready() {
    this.tab = await super.ready();
    this.browser.events.onInstalled.fire({ reason: 'update' });
    await settle();
    return this.tab;
  }

  notes = () => this.browser.calls('notifications.create').map(({ message }) => message);
  titles = () => this.browser.menu.map(({ title }) => title);
  asked = () => this.host.asked('open_console').params;

  /** The tab shows a page. @param {string} url @param {string} text */
  show(url, text) {
    Object.assign(this.browser.openTabs.get(this.tab.id), { url });
    this.browser.inPages.set(this.tab.id, { page: { url, text } });
    this.tab.url = url;
  }

  /** @param {string} id of the menu's item @param {object} [info] */
  async click(id, info = {}) {
    const { menu, events } = this.browser;
    const item = menu.find((one) => one.id === id);
    assert.ok(item, `${id} among ${menu.map((one) => one.id).join(', ')}`);
    events.onMenuClicked.fire({ menuItemId: id, ...info }, { ...this.tab });
    await settle();
  }
}
