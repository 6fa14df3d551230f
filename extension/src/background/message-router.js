/** @import { BrowserApi, MessageHandlers, TabMessageHandlers } from '../types.js' */
import { isConsoleUrl } from '../domain/aws-hosts.js';
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
 * Whether a message comes from a script of ours in a console page: the page itself, not a frame in it.
 * @param {chrome.runtime.MessageSender} sender
 * @param {Pick<BrowserApi['runtime'], 'id'>} runtime
 * @returns {boolean}
 */
function isConsolePage(sender, runtime) {
  const inTab = sender.tab?.id !== undefined && sender.frameId === 0;
  return sender.id === runtime.id && inTab && isConsoleUrl(sender.url);
}

/**
 * Answers the messages of our own pages and, those few that they may send, of our scripts in console
 * pages, after `ready`. To be called in the worker's first turn.
 * @param {object} parts
 * @param {BrowserApi['runtime']} parts.runtime
 * @param {Promise<void>} parts.ready
 * @param {MessageHandlers} parts.handlers
 * @param {TabMessageHandlers} parts.tabHandlers
 */
export function routeMessages({ runtime, ready, handlers, tabHandlers }) {
  runtime.onMessage.addListener((message, sender, reply) => {
    const handle = handlerFor(message?.name, sender, { runtime, handlers, tabHandlers });
    if (!handle) return false;
    ready
      .then(() => handle(message.params ?? {}))
      .then((result) => reply({ ok: true, result }))
      .catch((error) => reply({ ok: false, error: HostError.from(error).toData() }));
    return true;
  });
}

/**
 * @param {string} name
 * @param {chrome.runtime.MessageSender} sender
 * @param {{ runtime: BrowserApi['runtime'], handlers: MessageHandlers, tabHandlers: TabMessageHandlers }} parts
 * @returns {((params: any) => Promise<unknown>) | null} null: nobody of ours, or nothing we know
 */
function handlerFor(name, sender, { runtime, handlers, tabHandlers }) {
  if (isOwnPage(sender, runtime))
    return Object.hasOwn(handlers, name) ? /** @type {any} */ (handlers)[name] : null;
  if (!isConsolePage(sender, runtime) || !Object.hasOwn(tabHandlers, name)) return null;
  const handle = /** @type {any} */ (tabHandlers)[name];
  return (params) => handle(params, sender.tab);
}
