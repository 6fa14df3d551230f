/** @import { MessageHandlers } from '../types.js' */
/** @import { Parts } from './parts.js' */
import { cookieStore } from '../browser.js';
import { targetKey } from '../domain/target-key.js';
import { accessHandlers } from './portals/target-access.js';
import { learnCloud } from './sessions/other-clouds.js';
import { without } from './state/state-store.js';

/** For messages that have no answer but that it is done. @param {Promise<unknown>} work */
async function done(work) {
  await work;
  return null;
}

/**
 * What each message of our pages does.
 * @param {Parts} parts
 * @returns {MessageHandlers}
 */
export function messageHandlers({
  api,
  history,
  host,
  chromiumVersion,
  clipboardClearer,
  local,
  settings,
  containers,
  failures,
  directory,
  leaseQuestions,
  pageSharer,
  questions,
  signInFlow,
  opener,
  placeFinder,
  popupOpener,
  sharedOpener,
  signOuts,
}) {
  return {
    refresh: (params) => done(directory.refresh(params)),
    open: (request) => done(opener.open(request)),
    sign_in: ({ portal, tabId }) => done(signInFlow.start(portal, tabId, null)),
    cancel_sign_in: ({ portal }) => done(signInFlow.cancel(portal)),
    show_sign_in: ({ portal }) => done(signInFlow.show(portal)),
    ...terminalHandlers({ host }),
    ...sharedHandlers({ pageSharer, sharedOpener }),
    ...signOutHandlers({ directory, signOuts }),
    ...portalHandlers({ host, directory, signInFlow }),
    ...chosenHandlers({ local }),
    change_settings: (change) => done(settings.change(change)),
    list_history: () => host.request('list_history', {}),
    clear_history: () => host.request('clear_history', {}),
    run_doctor: () => host.request('doctor', { browser: chromiumVersion ? 'chromium' : 'firefox' }),
    ...questionHandlers({ leaseQuestions, questions }),
    remove_containers: async () => ({ removed: await containers.removeEmpty() }),
    ...accessHandlers({
      host,
      directory,
      askedFrom: async (target) => history.askedFrom('popup', target, await storeInFront(api)),
      learnElsewhere: async (target) =>
        learnCloud(local, { target, store: await storeInFront(api) }, true),
    }),
    ...clipboardHandlers({ clipboardClearer, local }),
    search_taken: () => done(popupOpener.taken()),
    find_place: (params) => placeFinder.find(params.text),
    dismiss_failure: () => done(failures.clear()),
    check_host: async () => ({ portals: await directory.portals() }),
  };
}

/** @param {Parts['api']} api @returns {Promise<string>} of the popup's window */
async function storeInFront(api) {
  const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
  return cookieStore(tab);
}

/**
 * @param {Pick<Parts, 'local'>} parts
 * @returns {Pick<MessageHandlers, 'set_favourite' | 'set_region'>}
 */
function chosenHandlers({ local }) {
  return {
    set_favourite: ({ key, favourite }) =>
      done(
        local.update('favourites', (keys) => {
          const others = keys.filter((other) => other !== key);
          return favourite ? [key, ...others] : others;
        }),
      ),
    set_region: ({ target, region }) =>
      done(
        local.update('regions', (regions) => {
          const key = targetKey(target);
          return region === null ? without(regions, key) : { ...regions, [key]: region };
        }),
      ),
  };
}

/**
 * @param {Pick<Parts, 'leaseQuestions' | 'questions'>} parts
 * @returns {Pick<MessageHandlers, 'answer_lease' | 'answer_question'>}
 */
function questionHandlers({ leaseQuestions, questions }) {
  return {
    answer_lease: (answer) => leaseQuestions.answer(answer),
    answer_question: (answer) => done(questions.answer(answer)),
  };
}

/**
 * @param {Pick<Parts, 'clipboardClearer' | 'local'>} parts
 * @returns {Pick<MessageHandlers, 'clipboard_asked' | 'clear_clipboard_later'>}
 */
function clipboardHandlers({ clipboardClearer, local }) {
  return {
    clipboard_asked: () => done(local.write('clipboardAsked', true)),
    clear_clipboard_later: ({ digest }) => done(clipboardClearer.later(digest)),
  };
}

/**
 * @param {Pick<Parts, 'host'>} parts
 * @returns {Pick<MessageHandlers, 'list_terminal_sessions' | 'end_terminal_session'>}
 */
function terminalHandlers({ host }) {
  return {
    list_terminal_sessions: () => host.request('list_terminal_sessions', {}),
    end_terminal_session: ({ id }) => host.request('end_terminal_session', { id }),
  };
}

/**
 * @param {Pick<Parts, 'pageSharer' | 'sharedOpener'>} parts
 * @returns {Pick<MessageHandlers, 'share_pages' | 'check_shared' | 'open_shared'>}
 */
function sharedHandlers({ pageSharer, sharedOpener }) {
  return {
    share_pages: ({ windowId }) => pageSharer.copy(windowId),
    check_shared: ({ text }) => sharedOpener.check(text),
    open_shared: (params) => done(sharedOpener.open(params)),
  };
}

/**
 * @param {Pick<Parts, 'directory' | 'signOuts'>} parts
 * @returns {Pick<MessageHandlers, 'sign_out' | 'sign_out_of_aws'>}
 */
function signOutHandlers({ directory, signOuts }) {
  return {
    sign_out: ({ portal }) => done(directory.signOut(portal)),
    sign_out_of_aws: ({ sessions }) => done(signOuts.endAll(sessions)),
  };
}

/**
 * @param {Pick<Parts, 'directory' | 'host' | 'signInFlow'>} parts
 * @returns {Pick<MessageHandlers, 'add_portal' | 'check_portal' | 'remove_portal'>}
 */
function portalHandlers({ host, directory, signInFlow }) {
  return {
    check_portal: (params) => host.request('check_portal', params),
    add_portal: (params) => directory.add(params),
    remove_portal: async ({ portal }) => {
      await directory.remove(portal);
      await signInFlow.cancel(portal);
      return null;
    },
  };
}
