/** @import { Intent, OpenAnswer } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { awsPatterns } from '../../domain/aws-hosts.js';
import { text } from '../../text.js';

const notification = 'aws-access';

/** Follows the browser's permission for AWS's hosts, which people may refuse, give later and take back. */
export class AwsAccess {
  #parts;

  /** @param {Pick<Parts, 'api' | 'chipScript' | 'notifier' | 'painter' | 'session' | 'sessionTabs'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {chrome.permissions.Permissions} permissions that were given; nothing is done for others */
  async given({ origins = [] }) {
    if (origins.length === 0) return;
    const { chipScript, notifier, painter, session, sessionTabs } = this.#parts;
    await notifier.clear(notification);
    await session.write('accessTold', false);
    // A worker that dies meanwhile leaves it to the next.
    await session.write('lookedAgain', false);
    void chipScript.refresh(true);
    await sessionTabs.lookAgain();
    await session.write('lookedAgain', true);
    painter.forget();
    painter.due.emit();
  }

  /** @param {chrome.permissions.Permissions} permissions that were taken back */
  takenBack({ origins = [] }) {
    if (origins.length === 0) return;
    const { painter } = this.#parts;
    painter.forget();
    painter.due.emit();
  }

  /**
   * The popup asks for the permission where it is missing. Who opens a console in another way is told, once in
   * the browser's life: a click on the notification leads to the popup.
   * @param {Pick<Intent, 'by'>} intent that is over
   * @param {OpenAnswer} answer what came of it
   */
  async ended({ by = 'popup' }, { outcome }) {
    if (by === 'popup' || by === 'renewal' || outcome !== 'opened') return;
    const { api, notifier, session } = this.#parts;
    if (await session.read('accessTold')) return;
    if (await api.permissions.contains({ origins: awsPatterns })) return;
    await session.write('accessTold', true);
    await notifier.show(notification, text('aws_access_title'), text('aws_access_notice'));
  }
}
