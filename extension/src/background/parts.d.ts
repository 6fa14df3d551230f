import type {
  BrowserApi,
  Clock,
  Host,
  LeaseRequested,
  LocalState,
  OpenRequested,
  SessionState,
} from '../types.js';
import type { ClipboardClearer } from './clipboard-clearer.js';
import type { FirstRun } from './entries/first-run.js';
import type { LeaseQuestions } from './entries/lease-questions.js';
import type { LikelyTenants } from './entries/likely-tenants.js';
import type { LinkCopier } from './entries/link-copier.js';
import type { Menus } from './entries/menus.js';
import type { Omnibox } from './entries/omnibox.js';
import type { PageOpener } from './entries/page-opener.js';
import type { PageSharer } from './entries/page-sharer.js';
import type { PlaceFinder } from './entries/place-finder.js';
import type { PopupOpener } from './entries/popup-opener.js';
import type { PortalPageReader } from './entries/portal-page-reader.js';
import type { SharedOpener } from './entries/shared-opener.js';
import type { Shortcuts } from './entries/shortcuts.js';
import type { TerminalOpener } from './entries/terminal-opener.js';
import type { Failures } from './notices/failures.js';
import type { Notifier } from './notices/notifier.js';
import type { ConsoleOpener } from './opening/console-opener.js';
import type { Containers } from './opening/containers.js';
import type { Isolation } from './opening/isolation.js';
import type { OpeningTab } from './opening/opening-tab.js';
import type { Openings } from './opening/openings.js';
import type { Questions } from './opening/questions.js';
import type { SignInOutcome } from './opening/sign-in-outcome.js';
import type { WantedPage } from './opening/wanted-page.js';
import type { EndedSignIns } from './portals/ended-sign-ins.js';
import type { GrantTab } from './portals/grant-tab.js';
import type { PolicyGate } from './portals/policy-gate.js';
import type { PortalDirectory } from './portals/portal-directory.js';
import type { SignInFlow } from './portals/sign-in-flow.js';
import type { RenewalNotices } from './renewal/renewal-notices.js';
import type { RenewalRecords } from './renewal/renewal-records.js';
import type { RenewalRuns } from './renewal/renewal-runs.js';
import type { Renewals } from './renewal/renewals.js';
import type { WakeAlarm } from './renewal/wake-alarm.js';
import type { AwsAccess } from './sessions/aws-access.js';
import type { ChipService } from './sessions/chip-service.js';
import type { ChipScript } from './sessions/chip-script.js';
import type { PageFacts } from './sessions/page-facts.js';
import type { Painter } from './sessions/painter.js';
import type { Production } from './sessions/production.js';
import type { Reloads } from './sessions/reloads.js';
import type { SessionHistory } from './sessions/session-history.js';
import type { SessionPages } from './sessions/session-pages.js';
import type { SessionRegistry } from './sessions/session-registry.js';
import type { SessionTabs } from './sessions/session-tabs.js';
import type { SignOuts } from './sessions/sign-outs.js';
import type { TabGroups } from './sessions/tab-groups.js';
import type { TargetColours } from './sessions/target-colours.js';
import type { rememberStorage } from './state/remembered-storage.js';
import type { SeenFacts } from './state/seen-facts.js';
import type { SettingsStore } from './state/settings-store.js';
import type { Signal } from './state/signal.js';
import type { StateStore } from './state/state-store.js';
import type { ToldFavourites } from './state/told-favourites.js';

/** What the background depends on. */
export interface Platform {
  api: BrowserApi;
  clock: Clock;
  /** Opens a port to the host. */
  connect: () => chrome.runtime.Port;
  /** Why a port closed. */
  reason: (port: chrome.runtime.Port) => string;
  /** null in Firefox. */
  chromiumVersion: number | null;
  newId: () => string;
}

/** Storage, and the signals between parts, which nobody waits for. */
export interface Stores extends Platform {
  storage: ReturnType<typeof rememberStorage>;
  session: StateStore<SessionState>;
  local: StateStore<LocalState>;
  /** Something shown by badge and chips has changed. */
  changed: Signal;
  /** Somebody at a terminal wants a console opened. */
  openRequested: Signal<[OpenRequested]>;
  /** Somebody at a terminal wants credentials lent to a program. */
  leaseRequested: Signal<[LeaseRequested]>;
  leaseWithdrawn: Signal<[{ ticket: number }]>;
  /** Popups that are open: each holds a port. */
  popups: Set<chrome.runtime.Port>;
}

/** The background's parts by name. Each says which ones it uses: `Pick<Parts, 'registry' | 'session'>`. */
export interface Parts extends Stores {
  settings: SettingsStore;
  /** The host, past the policy. */
  client: Host & { readonly isOpen: boolean };
  host: PolicyGate;
  notifier: Notifier;
  wakeAlarm: WakeAlarm;
  registry: SessionRegistry;
  seenFacts: SeenFacts;
  toldFavourites: ToldFavourites;
  directory: PortalDirectory;
  firstRun: FirstRun;
  clipboardClearer: ClipboardClearer;
  history: SessionHistory;
  failures: Failures;
  containers: Containers;
  isolation: Isolation;
  openings: Openings;
  records: RenewalRecords;
  pages: SessionPages;
  reloads: Reloads;
  notices: RenewalNotices;
  runs: RenewalRuns;
  renewals: Renewals;
  questions: Questions;
  outcome: SignInOutcome;
  endedSignIns: EndedSignIns;
  signInFlow: SignInFlow;
  openingTab: OpeningTab;
  wantedPage: WantedPage;
  opener: ConsoleOpener;
  production: Production;
  targetColours: TargetColours;
  painter: Painter;
  chipService: ChipService;
  chipScript: ChipScript;
  tabGroups: TabGroups;
  facts: PageFacts;
  sessionTabs: SessionTabs;
  awsAccess: AwsAccess;
  signOuts: SignOuts;
  placeFinder: PlaceFinder;
  reader: PortalPageReader;
  pageOpener: PageOpener;
  pageSharer: PageSharer;
  sharedOpener: SharedOpener;
  linkCopier: LinkCopier;
  likelyTenants: LikelyTenants;
  popupOpener: PopupOpener;
  grantTab: GrantTab;
  menus: Menus;
  omnibox: Omnibox;
  shortcuts: Shortcuts;
  terminalOpener: TerminalOpener;
  leaseQuestions: LeaseQuestions;
}
