/** @import { BrowserApi, MessageHandlers, MessageName } from '../types.js' */
import { HostError } from '../host/host-error.js';

/**
 * Whether a message comes from a page of this extension, not from a web page's content script.
 * @param {chrome.runtime.MessageSender} sender
 * @param {Pick<BrowserApi['runtime'], 'id' | 'getURL'>} runtime
 * @returns {boolean}
 */
export function isOwnPage(sender, runtime) {
  return sender.id === runtime.id && (sender.url ?? '').startsWith(runtime.getURL(''));
}

/**
 * Answers the messages of our own pages, after `ready`. To be called in the worker's first turn.
 * @param {object} parts
 * @param {BrowserApi['runtime']} parts.runtime
 * @param {Promise<void>} parts.ready
 * @param {MessageHandlers} parts.handlers
 */
export function routeMessages({ runtime, ready, handlers }) {
  runtime.onMessage.addListener((message, sender, reply) => {
    const name = /** @type {MessageName} */ (message?.name);
    if (!isOwnPage(sender, runtime) || !Object.hasOwn(handlers, name)) return false;
    const handle = /** @type {(params: any) => Promise<unknown>} */ (handlers[name]);
    ready
      .then(() => handle(message.params))
      .then((result) => reply({ ok: true, result }))
      .catch((error) => reply({ ok: false, error: HostError.from(error).toData() }));
    return true;
  });
}
