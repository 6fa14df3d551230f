import { settle } from './fake-clock.js';
import { FakePlatform, invoice, targetOf } from './fake-platform.js';

const minute = 60_000;
export const label = '123456789012-ab12cd34.us-west-2.console.aws.amazon.com';
export const deep = 's3/buckets/x?region=us-west-2&tab=objects#a=b;c=d%2Fe';
/** Of another session than those of `label`. */
export const otherPage =
  'https://123456789012-zz12cd34.us-west-2.console.aws.amazon.com/console/home';

/** @param {string} code what the host answers */
export const error = (code) => ({ error: { code, message: '', hint: '' } });

/** A background whose sessions last ten minutes. */
export class FakeSessionEnd extends FakePlatform {
  asked = () => this.host.count('open_console');
  updates = () => this.browser.calls('tabs.update');
  notes = () => this.browser.calls('notifications.create');
  phase = () =>
    /** @type {any} */ (Object.values(this.browser.session.data.renewals ?? {}))[0]?.phase;

  /** @param {any} change settings */
  settings(change) {
    this.browser.local.data.settings = change;
  }

  /**
   * A session that lasts ten minutes, its tab in front.
   * @param {string} [page]
   * @param {any} [tenant]
   * @returns {Promise<number>} its tab
   */
  async opened(page = `https://${label}/${deep}`, tenant = invoice) {
    this.host.answers.open_console = (params) =>
      this.console({ expires_at: this.clock.now() / 1000 + 600 }, params);
    await this.open(targetOf(tenant));
    const { id } = [...this.browser.openTabs.values()].at(-1);
    await this.arrive(id, page);
    await this.lookAt(id);
    return id;
  }

  /** @param {string} code why no console is opened @returns {() => void} from then on they are again */
  refuse(code) {
    const { open_console: answer } = this.host.answers;
    this.host.answers.open_console = () => error(code);
    return () => {
      this.host.answers.open_console = /** @type {any} */ (answer);
    };
  }

  /** @param {number} id */
  async lookAt(id) {
    this.browser.lookAt(id);
    await settle();
  }

  /** The badge's alarm rings. */
  async ring() {
    this.browser.events.onAlarm.fire({ name: 'badge' });
    await settle();
  }

  /** Moves on past the end, by way of the badge's last change. */
  async end() {
    await this.clock.advance(10 * minute);
    await this.ring();
  }
}
