/** @import { LeaseRequested, OpenRequested } from '../types.js' */
/** @import { Parts, Platform, Stores } from './parts.js' */
import { HostClient } from '../host/host-client.js';
import { findWords } from '../text.js';
import { ClipboardClearer } from './clipboard-clearer.js';
import { FirstRun } from './entries/first-run.js';
import { LeaseQuestions } from './entries/lease-questions.js';
import { LikelyTenants } from './entries/likely-tenants.js';
import { LinkCopier } from './entries/link-copier.js';
import { Menus } from './entries/menus.js';
import { Omnibox } from './entries/omnibox.js';
import { PageOpener } from './entries/page-opener.js';
import { PageSharer } from './entries/page-sharer.js';
import { PlaceFinder } from './entries/place-finder.js';
import { PopupOpener } from './entries/popup-opener.js';
import { PortalPageReader } from './entries/portal-page-reader.js';
import { SharedOpener } from './entries/shared-opener.js';
import { Shortcuts } from './entries/shortcuts.js';
import { TerminalOpener } from './entries/terminal-opener.js';
import { forgetClosedTabs, goOn, listen } from './listeners.js';
import { Failures } from './notices/failures.js';
import { Notifier } from './notices/notifier.js';
import { ConsoleOpener } from './opening/console-opener.js';
import { Containers } from './opening/containers.js';
import { Isolation } from './opening/isolation.js';
import { OpeningTab } from './opening/opening-tab.js';
import { Openings } from './opening/openings.js';
import { Questions } from './opening/questions.js';
import { SignInOutcome } from './opening/sign-in-outcome.js';
import { WantedPage } from './opening/wanted-page.js';
import { EndedSignIns } from './portals/ended-sign-ins.js';
import { GrantTab } from './portals/grant-tab.js';
import { PolicyGate } from './portals/policy-gate.js';
import { PortalDirectory } from './portals/portal-directory.js';
import { SignInFlow } from './portals/sign-in-flow.js';
import { RenewalNotices } from './renewal/renewal-notices.js';
import { RenewalRecords } from './renewal/renewal-records.js';
import { RenewalRuns } from './renewal/renewal-runs.js';
import { Renewals } from './renewal/renewals.js';
import { WakeAlarm } from './renewal/wake-alarm.js';
import { AwsAccess } from './sessions/aws-access.js';
import { ChipScript } from './sessions/chip-script.js';
import { ChipService } from './sessions/chip-service.js';
import { PageFacts } from './sessions/page-facts.js';
import { Painter } from './sessions/painter.js';
import { Production } from './sessions/production.js';
import { Reloads } from './sessions/reloads.js';
import { SessionHistory } from './sessions/session-history.js';
import { SessionPages } from './sessions/session-pages.js';
import { SessionRegistry } from './sessions/session-registry.js';
import { SessionTabs } from './sessions/session-tabs.js';
import { SignOuts } from './sessions/sign-outs.js';
import { TabGroups } from './sessions/tab-groups.js';
import { TargetColours } from './sessions/target-colours.js';
import { rememberStorage } from './state/remembered-storage.js';
import { SeenFacts } from './state/seen-facts.js';
import { SettingsStore } from './state/settings-store.js';
import { Signal } from './state/signal.js';
import { localDefaults, StateStore, sessionDefaults } from './state/state-store.js';
import { ToldFavourites } from './state/told-favourites.js';

/**
 * Makes every part and registers every listener in the worker's first turn, so that no event which wakes
 * the worker is missed; then resumes what an earlier worker left unfinished.
 * @param {Platform} platform
 */
export function startBackground(platform) {
  const parts = makeParts(platform);
  const { changed, facts, firstRun, leaseQuestions, questions, registry, session } = parts;
  const { sessionTabs, signInFlow } = parts;
  const tried = (/** @type {Promise<unknown>} */ work) =>
    work.catch((error) => console.warn('what was left undone was not taken up', error));
  // A call that the browser refuses once must not keep every later click from being answered.
  const rebuilt = registry.rebuild();
  const lookAgain = async () => {
    await rebuilt;
    if (await session.read('lookedAgain')) return;
    await facts.lookAgain();
    await firstRun.startedAnew();
    await session.write('lookedAgain', true);
    changed.emit();
  };
  void tried(findWords().then((late) => late && changed.emit()));
  void tried(lookAgain());
  void tried(questions.sweep());
  void tried(leaseQuestions.sweep());
  const ready = tried(rebuilt)
    .then(() => tried(forgetClosedTabs(parts)))
    .then(() => tried(signInFlow.resume()))
    .then(() => {
      changed.emit();
      void tried(sessionTabs.catchUp());
      void tried(goOn(parts));
    });
  listen(parts, ready);
}

/**
 * Makes the parts in layers; each part is given those of the layers before it.
 * @param {Platform} platform
 * @returns {Parts}
 */
function makeParts(platform) {
  const storage = rememberStorage(platform.api.storage, {
    session: Object.keys(sessionDefaults),
    // Tenants are many, and few events are about them.
    local: Object.keys(localDefaults).filter((key) => key !== 'portalData'),
  });
  const stores = {
    ...platform,
    storage,
    session: new StateStore(storage.session, sessionDefaults),
    local: new StateStore(storage.local, localDefaults),
    changed: new Signal(),
    openRequested: /** @type {Stores['openRequested']} */ (new Signal()),
    leaseRequested: /** @type {Stores['leaseRequested']} */ (new Signal()),
    leaseWithdrawn: /** @type {Stores['leaseWithdrawn']} */ (new Signal()),
    popups: new Set(),
  };
  return makeEntries(makeUseCases(makeKnowledge(stores)));
}

/**
 * Written only where it changed: each writing wakes those who show it.
 * @param {Stores} stores
 * @param {Record<string, unknown> | null} policy
 */
function keepPolicy({ local }, policy) {
  const text = JSON.stringify(policy);
  local
    .update('machinePolicy', (kept) => (JSON.stringify(kept) === text ? kept : policy))
    .catch((error) => console.warn('the policy of this machine is not kept', error));
}

/** What terminals want, as the host tells it. @param {Stores} stores */
function heard({ leaseRequested, leaseWithdrawn, openRequested }) {
  return {
    /** @param {LeaseRequested} wanted */
    leaseRequested: (wanted) => leaseRequested.emit(wanted),
    /** @param {{ ticket: number }} gone */
    leaseWithdrawn: (gone) => leaseWithdrawn.emit(gone),
    /** @param {OpenRequested} wanted */
    openRequested: (wanted) => openRequested.emit(wanted),
  };
}

/** The host, and what it is told of this browser. @param {Stores} stores */
function makeClient(stores) {
  const client = new HostClient({
    ...stores,
    greeted: ({ policy = null, capabilities = [] }) => {
      keepPolicy(stores, policy);
      seenFacts.hostIsHere(capabilities);
      toldFavourites.hostIsHere(capabilities);
    },
    ...heard(stores),
  });
  const seenFacts = new SeenFacts({ ...stores, client });
  const toldFavourites = new ToldFavourites({ ...stores, client });
  return { client, seenFacts, toldFavourites };
}

/** @param {Stores} stores */
function makeKnowledge(stores) {
  const outside = {
    ...stores,
    ...makeClient(stores),
    settings: new SettingsStore(stores),
    notifier: new Notifier(stores),
    wakeAlarm: new WakeAlarm(stores),
    registry: new SessionRegistry(stores),
    records: new RenewalRecords(stores),
    clipboardClearer: new ClipboardClearer(stores),
  };
  const marked = {
    ...outside,
    production: new Production(outside),
    targetColours: new TargetColours(outside),
  };
  const gated = {
    ...marked,
    host: new PolicyGate(outside),
    failures: new Failures(marked),
    containers: new Containers(marked),
    pages: new SessionPages(outside),
    openingTab: new OpeningTab(outside),
    painter: new Painter(outside),
    chipScript: new ChipScript(outside),
    tabGroups: new TabGroups(marked),
  };
  return {
    ...gated,
    directory: new PortalDirectory(gated),
    history: new SessionHistory(gated),
    isolation: new Isolation(gated),
    notices: new RenewalNotices(gated),
    popupOpener: new PopupOpener(gated),
    reloads: new Reloads(gated),
    wantedPage: new WantedPage(gated),
  };
}

/** @param {ReturnType<typeof makeKnowledge>} known */
function makeUseCases(known) {
  const begun = { ...known, openings: new Openings(known), facts: new PageFacts(known) };
  const running = { ...begun, questions: new Questions(begun), runs: new RenewalRuns(begun) };
  const asked = {
    ...running,
    renewals: new Renewals(running),
    grantTab: new GrantTab(running),
  };
  const ending = {
    ...asked,
    endedSignIns: new EndedSignIns(asked),
    signOuts: new SignOuts(asked),
  };
  const signedIn = {
    ...ending,
    outcome: new SignInOutcome(ending),
    signInFlow: new SignInFlow(ending),
    chipService: new ChipService(ending),
  };
  return {
    ...signedIn,
    opener: new ConsoleOpener(signedIn),
    sessionTabs: new SessionTabs(signedIn),
  };
}

/** @param {ReturnType<typeof makeUseCases>} parts */
function makeEntries(parts) {
  const sharing = { ...parts, pageSharer: new PageSharer(parts) };
  const readers = {
    ...sharing,
    placeFinder: new PlaceFinder(parts),
    reader: new PortalPageReader(parts),
    linkCopier: new LinkCopier(sharing),
    likelyTenants: new LikelyTenants(parts),
  };
  const openers = {
    ...readers,
    awsAccess: new AwsAccess(readers),
    firstRun: new FirstRun(readers),
    pageOpener: new PageOpener(readers),
    sharedOpener: new SharedOpener(readers),
    omnibox: new Omnibox(readers),
    terminalOpener: new TerminalOpener(readers),
    leaseQuestions: new LeaseQuestions(readers),
  };
  return { ...openers, menus: new Menus(openers), shortcuts: new Shortcuts(openers) };
}
