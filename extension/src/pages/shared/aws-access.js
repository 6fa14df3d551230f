/** Asks for the browser's permission for AWS's pages, which people may have refused, wherever that is noticed. */
import { api } from '../../browser.js';
import { awsPatterns } from '../../domain/aws-hosts.js';
import { text } from '../../text.js';
import { card, element } from './element.js';

const permission = { origins: awsPatterns };

export class AwsAccess {
  #refused = false;
  /** The browser didn't even ask. */
  #failed = false;
  #changed;

  /** @param {() => void} changed there are other cards */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Looks now, and whenever it is given or taken back, here or elsewhere. Never throws. */
  async watch() {
    api.permissions.onAdded.addListener(() => void this.#look());
    api.permissions.onRemoved.addListener(() => void this.#look());
    await this.#look();
  }

  async #look() {
    try {
      this.#refused = !(await api.permissions.contains(permission));
    } catch (error) {
      console.warn('the browser does not say whether AWS’s pages may be read', error);
    }
    this.#changed();
  }

  async #ask() {
    try {
      // In the same turn as the click: browsers ask for permissions only then.
      await api.permissions.request(permission);
      this.#failed = false;
    } catch (error) {
      console.warn('the browser did not ask for AWS’s pages', error);
      this.#failed = true;
    }
    await this.#look();
  }

  /** @returns {HTMLElement[]} what asks for it; none where it is given */
  cards() {
    if (!this.#refused) return [];
    const allow = { id: 'allow-aws', type: 'button', click: () => void this.#ask() };
    const next = text(this.#failed ? 'aws_access_by_hand' : 'aws_access_next');
    return [
      card(
        'card-failed',
        'warning',
        element('p', { class: 'sentence' }, text('aws_access_title')),
        element('p', { class: 'next' }, next),
        element('div', { class: 'buttons' }, element('button', allow, text('aws_access_allow'))),
      ),
    ];
  }
}

/** @param {HTMLElement} box that shows what asks for it as long as it is missing */
export async function showAwsAccess(box) {
  const access = new AwsAccess(() => box.replaceChildren(...access.cards()));
  await access.watch();
}
