import type { ChipCorner, Mismatch } from './chip.js';
import type { ErrorData, Portal, PortalFeatures, PortalUser, Role, Tenant } from './host.js';
import type { Settings } from './settings.js';
import type { SharedQueue } from './shared-pages.js';
import type { Lease } from './terminal.js';

/* What the background remembers; times are milliseconds since 1970 */

/** What a person picks in the list. `tenant` is a GUID, null for the administrator's roles. */
export interface Target {
  portal: string;
  role: Role;
  tenant: string | null;
  /** The tenant's name, or "" for the administrator's roles. */
  name: string;
}

/** go: to the live tab, else a new one. new_page: another page. background: without leaving. */
export type OpenHow = 'go' | 'new_page' | 'background';

export interface OpenRequest {
  target: Target;
  how: OpenHow;
  /** The tab the user was in; new tabs open beside it. */
  tabId: number | null;
  /** The cookie store of that tab where it is a private window's. */
  privateStore?: string;
  /** Where to, as open_console takes it: an ARN, a service or a console URL; by default the home page. */
  to?: string | null;
  /** The region; by default the one that the user chose for the target. */
  region?: string;
  /** What it was asked from; by default the popup. */
  by?: OpenedBy;
  /** The user has said that an administrator's console may open. */
  confirmed?: boolean;
  /** Or ticket number, where the policy wants one. */
  reason?: string;
  /** The key of the session whose tab comes back to its page; by default somebody chose a tenant. */
  renews?: string | null;
  /** AWS took the sign-in before for invalid. There is no third. */
  again?: boolean;
}

/** What opened a session or a page; for the history. */
export type OpenedBy =
  | 'popup'
  | 'menu'
  | 'shortcut'
  | 'omnibox'
  | 'chip'
  | 'notification'
  | 'renewal'
  | 'terminal';

/** What is known of a session besides who it belongs to. Contains no secret. */
export interface SessionFacts {
  destination: string;
  expiresAt: number;
  region: string | null;
  partition: string;
  account: string | null;
  /** The tenant's; missing where it isn't known. */
  plan?: string;
  /** Or ticket number, with which it was opened. */
  reason?: string;
}

/** An opening in progress, stored so that nothing is lost when the worker is stopped. */
export interface Intent extends OpenRequest {
  id: string;
  startedAt: number;
  /** The grant page's tab, which becomes the console; null: a new tab. */
  replaceTabId: number | null;
  /** This opening has already had its sign-in; there is no second one. */
  signedIn: boolean;
  /** The cookie store for the console's tab. */
  store: string;
  /** AWS's logout comes first, since it keeps one identity at a time here. */
  signOutFirst: boolean;
  /** Set just before the tab is opened: shows, after the worker was stopped, whether it was. */
  answer: { facts: SessionFacts; knownTabs: number[] } | null;
}

/** A sign-in in progress. */
export interface SignIn {
  portal: string;
  startedAt: number;
  openerTabId: number | null;
  /** The tab of the grant page; null until the host has given it. */
  tabId: number | null;
  /** What that tab shows, as far as can be seen. left: another page than the one that was opened in it. */
  page: 'opening' | 'shown' | 'left';
  /** When the newest page that it left for had come; null: none has yet. */
  loadedAt: number | null;
  /** What is to be opened once the token is in. */
  wanted: OpenRequest | null;
  /** The cookie store that it is to live in: the portal's page may stand in another. null: wherever the user is. */
  store: string | null;
  /** Somebody has agreed already that AWS's logout comes before it. */
  signOutFirst: boolean;
  /** The portal may hand over by a request that Chromium's Local Network Access can block. */
  mayBeBlocked: boolean;
}

/** A sign-in that is over, for as long as its page is to be closed and what follows isn't done. */
export interface EndedSignIn extends SignIn {
  id: string;
  /** The tab to be closed. */
  tabId: number | null;
  /** The token is in. */
  signedIn: boolean;
}

export interface Session extends SessionFacts {
  target: Target;
  /** The cookie store (Firefox) or the profile's half (Chromium) its tabs live in. */
  store: string;
  startedAt: number;
  /** The console host that AWS's multi-session gave it; null without multi-session. `oldLabels`: those before. */
  labelHost: string | null;
  oldLabels?: string[];
  /** Its tabs whose page is on a host of one of these, or was when AWS's sign-in took its place. */
  oldTabIds?: number[];
  tabIds: number[];
  /**
   * Why it ended before `expiresAt`, the end that the portal gave: another one replaced it in this
   * cookie store, AWS wants a sign-in, or the user signed out.
   */
  endedBecause: 'replaced' | 'signed_out' | 'left' | null;
  /** What it was signed in by. */
  by: OpenedBy;
  /** Its sign-in went through AWS's logout. */
  signOutFirst: boolean;
  /** The tab that was sent to sign in. `again`: since AWS took a sign-in for invalid there was a second. */
  signInTabId: number;
  again?: boolean;
  /** That tab has reached the console. */
  landed: boolean;
  /** Somebody has used it since its sign-in. Only then is it renewed automatically. `warned`: of its end. */
  used: boolean;
  warned: boolean;
  /** A tab in which the user asked for a page, which isn't loaded yet: its sign-in is the user's. `askedAt`: for one that was. */
  askedTabId?: number | null;
  askedAt?: number;
  /** Who its own pages said is signed in; null: they didn't say. */
  identity: Mismatch | null;
}

/** What is being done about a session's end. */
export interface Renewal {
  /** Of the session that ended: there is one try for each. */
  startedAt: number;
  /**
   * waiting: until one of its tabs is looked at. asked: the user has to decide, since others might end.
   * held: a form is being filled in. sign_in: for the portal. stopped, failed: until the user acts.
   */
  phase: 'waiting' | 'asked' | 'countdown' | 'held' | 'running' | 'sign_in' | 'stopped' | 'failed';
  /** The tab that is, or was, to be reopened. */
  tabId: number | null;
  /** Of the countdown. */
  endsAt: number | null;
  /** How many attempts failed because of the network. */
  unreached: number;
  /** When it was tried last, milliseconds since 1970; 0: not yet. `error`: why that failed. */
  triedAt: number;
  error?: ErrorData;
  /** How the session had ended by then; none: by its time, or not yet. */
  triedFor?: Session['endedBecause'];
}

/** A tab that is to be reloaded, since another tab of its session has signed in again. */
export interface Reload {
  tabId: number;
  /** The key of its session. */
  session: string;
  /** null: it waits for others. */
  begunAt: number | null;
}

/** Something to be decided before a console can open; its tab becomes the console. */
export interface Question {
  id: string;
  /**
   * sign_out: these sessions would end. session_limit: one of these has to. administrator: it is about none,
   * but about an administrator's console. production: about a production tenant's. reason: what it is opened for.
   */
  kind: 'sign_out' | 'session_limit' | 'administrator' | 'production' | 'reason';
  /** A reason has to be given with the answer. */
  asksReason?: boolean;
  request: OpenRequest;
  /** The cookie store for the console's tab. */
  store: string;
  /** The tab it is asked in. */
  tabId: number | null;
  /** The tab that becomes the console, where the question can't be asked in that one. */
  replaces: number | null;
  /** Keys of the sessions it is about. */
  sessions: string[];
  /** What the tab is at. opting_in: turning multi-session on. ending: signing one session out. */
  phase: 'asked' | 'opting_in' | 'ending';
  /** Multi-session could not be turned on. */
  optInFailed: boolean;
}

/** How AWS keeps sessions in one cookie store: several side by side, or one at a time. */
export type SessionMode = 'multi' | 'single';

/** The last thing that went wrong, until it is tried again or dismissed. */
export interface Failure {
  at: number;
  portal: string | null;
  /** What to try again; null: a sign-in on its own. */
  request: OpenRequest | null;
  error: ErrorData;
  /** Nobody has had the popup open since. */
  unseen: boolean;
  /** Of the one that is shown: those of other targets that nobody has seen, newest first. */
  others?: Failure[];
}

export interface SessionState {
  intents: Record<string, Intent>;
  signIns: Record<string, SignIn>;
  endedSignIns: EndedSignIn[];
  sessions: Record<string, Session>;
  /** By session key. */
  renewals: Record<string, Renewal>;
  reloads: Reload[];
  /** Each tab's last console page without its session's label, by tab id. */
  pages: Record<string, string>;
  /** By tab id. */
  mismatches: Record<string, Mismatch>;
  questions: Record<string, Question>;
  /** Questions of programs at a terminal. */
  leases: Record<string, Lease>;
  /** By cookie store and partition. */
  modes: Record<string, SessionMode>;
  /** Given to targets that were opened, by target key, the newest last; what the user chose comes before. */
  tenantColours: Record<string, string>;
  /** Sessions were looked for among the tabs that a restart of the browser left. */
  rebuilt: boolean;
  /** Somebody looks after the pages in those tabs again. */
  lookedAgain: boolean;
  /** The chip is in the pages that were open when the browser or the extension started. */
  chipInPages: boolean;
  /** Somebody was told that the browser keeps AWS's pages from the extension. */
  accessTold: boolean;
  failure: Failure | null;
  /** What the popup is to look for when it opens next, and when that was asked for. */
  wantedSearch: { text: string; at: number } | null;
  /** What is left to be opened of a colleague's link; null: nothing. */
  sharedQueue: SharedQueue | null;
  /** What last went wrong in reading a portal's list, by portal. */
  portalErrors: Record<string, ErrorData>;
  /** What last went wrong with the host itself; null: it answered. */
  hostError: ErrorData | null;
}

/** Columns of a table of tenants (domain/tenant-table.js), a line each. */
export interface TenantTable {
  count: number;
  ids: string;
  names: string;
  /** Empty lines: none. */
  plans: string;
}

export interface PortalData {
  /** A list where an earlier version wrote it: read it by tenantsOf(). */
  tenants: TenantTable | Tenant[];
  tenantsReadAt: number;
  user: PortalUser | null;
  features: PortalFeatures | null;
  detailsReadAt: number;
  /** The sign-in that it was read in. */
  signIn: string;
}

export interface SeenFact {
  /** "": it holds; else the host's word for what was seen instead. */
  differs: string;
  /** When it was seen last: "2026-11-26". */
  day: string;
  /** The host knows. */
  told: boolean;
}

export interface LocalState {
  /** null: never asked. */
  portals: Portal[] | null;
  /** By portal name. */
  portalData: Record<string, PortalData>;
  /** Keys of targets (target-key.js), newest first. */
  favourites: string[];
  recents: string[];
  /** The region that the user chose, by target key; without one, the portal's. */
  regions: Record<string, string>;
  /** The AWS account that a tenant's console was seen in, by target key. */
  accounts: Record<string, string>;
  /** Live sessions without their tabs, for after a restart of the browser; no private ones. */
  keptSessions: Record<string, Session>;
  /** Firefox: the container of each target, by its key. */
  containers: Record<string, string>;
  /** Firefox: the cookie store of each portal's last sign-in, by the portal's name. */
  signInStores: Record<string, string>;
  /** Where a person moved the chip; null: nowhere. Earlier versions kept a place in pixels: read it by chipCorner(). */
  chipPlace: ChipCorner | null;
  /** Somebody has answered whether copied secrets are to be cleared (clipboard-clearing.js). */
  clipboardAsked: boolean;
  /** Keys of tenants that are in another cloud than AWS, as their portals said. */
  elsewhere: string[];
  /** The tab of the page that a fresh installation opens, until a person closes it; null while it is being opened. */
  firstRun: { installedAt: number; tabId: number | null } | null;
  /** What is assumed and was seen in this browser, by portal and id (browser-facts.js). */
  factsSeen: Record<string, Record<string, SeenFact>>;
  /** What the user changed; read through settings-store.js or mergeSettings. */
  settings: Partial<Settings>;
  /** What the administrator of this machine decides, as the host said last; read through managed-storage.js. */
  machinePolicy: Record<string, unknown> | null;
}
