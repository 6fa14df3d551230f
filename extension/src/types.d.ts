/** Every type that crosses a border: host, storage, messages between pages and background. */

// --- What the host says (PROTOCOL.md); times are seconds since 1970 ---

export interface Portal {
  name: string;
  url: string;
  api_url: string;
  host: string;
  signed_in: boolean;
  user: string | null;
  session_expires_at: number | null;
  handover: 'redirect' | 'post' | 'post_otp' | 'stdin' | null;
}

export interface Tenant {
  id: string;
  name: string;
  plan: string | null;
  infrastructure_owner: string | null;
}

export interface PortalUser {
  name: string;
  administrator: boolean;
  read_only: boolean;
}

export interface PortalFeatures {
  admin_jit: boolean;
  duplo_ops: boolean;
  otp_needed: boolean;
  default_region: string | null;
  default_account: string | null;
  partition: string | null;
  regions: string[];
}

export interface OpenConsoleResult {
  /** A secret: goes straight into a tab, is never stored or logged. */
  url: string;
  destination: string;
  expires_at: number;
  region: string | null;
  partition: string;
  account: string | null;
  tenant: Tenant | null;
}

export type Role = 'tenant' | 'admin' | 'duplo_ops';

/** How the host writes credentials down: for shells, AWS's credentials file, and programs. */
export type CredentialsFormat = 'env' | 'fish' | 'powershell' | 'ini' | 'json' | 'process';

/** A secret, all but the times and names: shown or copied at the user's word, never stored or logged. */
export interface CredentialsResult {
  access_key_id: string;
  secret_access_key: string;
  session_token: string;
  expires_at: number;
  region: string | null;
  tenant: Tenant | null;
  /** No portal request was made for it. */
  cached: boolean;
  texts: Record<CredentialsFormat, string>;
}

/** A profile of AWS's config file that jit-console wrote. `tenant`: as written there. */
export interface AwsProfile {
  name: string;
  portal: string;
  role: Role;
  tenant: string | null;
  region: string | null;
}

export interface AwsProfilePreview {
  profile: AwsProfile;
  file: string;
  change: 'add' | 'replace' | 'none';
  text: string;
  before: string | null;
}

export interface AwsProfileList {
  file: string;
  profiles: AwsProfile[];
}

/** One of the portal's settings behind the length of AWS sessions. */
export interface SessionLengthSetting {
  name: string;
  where: string;
  url: string;
  effect: 'decides' | 'bounds';
  /** Set where an administrator can change it with `jit-console session-length`. */
  key: string | null;
  /** Seconds; null: the portal doesn't tell. */
  value: number | null;
}

export interface SessionLength {
  seconds: number;
  settings: SessionLengthSetting[];
  minimum: number;
  maximum: number;
}

/** Whose access to AWS a method is about. */
export interface AccessParams {
  portal: string;
  role: Role;
  tenant?: string;
}

/** What was opened when, as the host keeps it. */
export interface HistoryEntry {
  at: number;
  what: SessionEvent['what'];
  portal: string;
  role: Role;
  tenant: string | null;
  name: string | null;
  service: string | null;
  by: OpenedBy | 'terminal';
  /** Seconds, for what ended. */
  lasted: number | null;
}

/** A page of the console, as the host found it. */
export interface ConsolePlace {
  url: string;
  /** home, service, url, resource, or the resource's kind such as s3_bucket. */
  kind: string;
  service: string | null;
  region: string | null;
  account: string | null;
  partition: string;
}

/** What somebody typed, understood as a page of the console. */
export interface Place {
  /** As open_console takes it. */
  to: string;
  /** The words for a tenant that stood before it; "" for none. */
  tenant: string;
  page: ConsolePlace;
}

export interface CloudResource {
  name: string;
  arn: string;
  kind: string;
}

/** One thing that the host's doctor found; PROTOCOL.md, "doctor". */
export interface Finding {
  code: string;
  subject: 'program' | 'browser' | 'portal' | 'vault' | 'aws';
  name: string;
  severity: 'error' | 'warning' | 'note';
  message: string;
  hint: string;
  command: string | null;
  fixable: boolean;
}

export interface DoctorReport {
  system: string;
  clean: boolean;
  checked: { subject: Finding['subject']; name: string; detail: string }[];
  findings: Finding[];
}

export interface HostMethods {
  list_portals: { params: Record<string, never>; result: { portals: Portal[] } };
  add_portal: {
    params: { url: string; name?: string; api_url?: string };
    result: { portal: Portal };
  };
  remove_portal: { params: { portal: string }; result: { removed: Portal } };
  get_portal: {
    params: { portal: string };
    result: { portal: Portal; user: PortalUser; features: PortalFeatures };
  };
  list_tenants: { params: { portal: string }; result: { portal: Portal; tenants: Tenant[] } };
  sign_in: { params: { portal: string; admin?: boolean }; result: { portal: Portal } };
  sign_out: { params: { portal: string }; result: { portal: Portal } };
  open_console: {
    params: {
      portal: string;
      role: Role;
      tenant?: string;
      region?: string;
      to?: string;
      sign_out_first?: boolean;
    };
    result: OpenConsoleResult;
  };
  get_credentials: {
    params: AccessParams & { region?: string; fresh?: boolean };
    result: CredentialsResult;
  };
  preview_aws_profile: {
    params: AccessParams & { name?: string; region?: string };
    result: AwsProfilePreview;
  };
  add_aws_profile: {
    params: AccessParams & { name?: string; region?: string };
    result: AwsProfilePreview;
  };
  list_aws_profiles: { params: Record<string, never>; result: AwsProfileList };
  remove_aws_profile: {
    params: { name: string };
    result: { profile: AwsProfile; file: string; text: string };
  };
  get_session_length: { params: AccessParams; result: SessionLength };
  record_history: { params: HistoryEntry; result: { recorded: true } };
  list_history: { params: Record<string, never>; result: { entries: HistoryEntry[] } };
  clear_history: { params: Record<string, never>; result: { cleared: number } };
  doctor: { params: Record<string, never>; result: DoctorReport };
  resolve_page: {
    params: { to?: string; region?: string; partition?: string; portal?: string; tenant?: string };
    result: ConsolePlace;
  };
  list_resources: {
    params: { portal: string; tenant: string };
    result: { tenant: Tenant; resources: CloudResource[] };
  };
  cancel: { params: { request: number | string }; result: { cancelled: boolean } };
}

export interface GrantPage {
  request: number | string;
  portal: string;
  url: string;
  expires_at: number;
}

export interface ErrorData {
  code: string;
  message: string;
  hint: string;
}

/** Anything the host can write. */
export interface HostMessage {
  id?: number | string | null;
  event?: string;
  data?: unknown;
  result?: unknown;
  error?: ErrorData;
  part?: { index: number; count: number; text: string };
}

/** The one way the rest of the extension sees the host. */
export interface Host {
  request<M extends keyof HostMethods>(
    method: M,
    params: HostMethods[M]['params'],
    options?: { onEvent?: (event: string, data: unknown) => void; signal?: AbortSignal },
  ): Promise<HostMethods[M]['result']>;
}

// --- What the background remembers; times are milliseconds since 1970 ---

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
  /** Where to, as open_console takes it: an ARN, a service or a console URL; by default the home page. */
  to?: string | null;
  /** What it was asked from; by default the popup. */
  by?: OpenedBy;
  /** The user has said that an administrator's console may open. */
  confirmed?: boolean;
}

/** What opened a session or a page; for the history. */
export type OpenedBy =
  | 'popup'
  | 'menu'
  | 'shortcut'
  | 'omnibox'
  | 'chip'
  | 'notification'
  | 'renewal';

/** What is known of a session besides who it belongs to. No secret among it. */
export interface SessionFacts {
  destination: string;
  expiresAt: number;
  region: string | null;
  partition: string;
  account: string | null;
}

/** An opening under way, written down so that the death of the worker loses nothing. */
export interface Intent extends OpenRequest {
  id: string;
  startedAt: number;
  /** The grant page's tab, which becomes the console; null: a new tab. */
  replaceTabId: number | null;
  /** A sign-in was already gone through for this opening; there won't be a second. */
  signedIn: boolean;
  /** The cookie store that the console is to live in. */
  store: string;
  /** AWS's logout comes first, since it keeps one identity at a time here. */
  signOutFirst: boolean;
  /** The session whose end this opening follows, by its key; null: somebody chose it. */
  renews: string | null;
  /** Set just before the tab is opened: tells, after a death, whether it was. */
  answer: { facts: SessionFacts; knownTabs: number[] } | null;
}

/** A sign-in under way. */
export interface SignIn {
  portal: string;
  startedAt: number;
  openerTabId: number | null;
  /** The tab of the grant page; null until the host has given it. */
  tabId: number | null;
  /** What is to be opened once the token is in. */
  wanted: OpenRequest | null;
  /** The portal may hand over by a request that Chromium's Local Network Access can block. */
  mayBeBlocked: boolean;
}

export interface Session extends SessionFacts {
  target: Target;
  /** The cookie store (Firefox) or the profile's half (Chromium) its tabs live in. */
  store: string;
  startedAt: number;
  /** The console host that AWS's multi-session gave it; null without multi-session. */
  labelHost: string | null;
  tabIds: number[];
  /**
   * Why it is over before `expiresAt`, which is the portal's word: another one took its place in this
   * cookie store, AWS wants a sign-in, or the user signed out.
   */
  over: 'replaced' | 'signed_out' | 'left' | null;
  /** What it was signed in by. */
  by: OpenedBy;
  /** Its sign-in went through AWS's logout. */
  signOutFirst: boolean;
  /** The tab that was sent to sign in. */
  signInTabId: number;
  /** That tab has reached the console. */
  landed: boolean;
  /** Somebody has used it since its sign-in. Only then is it renewed by itself. */
  used: boolean;
  /** Its end has been announced. */
  warned: boolean;
  /** Who its own pages said is signed in; null: they didn't say. */
  identity: Mismatch | null;
}

/** What is being done about a session's end. */
export interface Renewal {
  /** Of the session that ended: there is one try for each. */
  startedAt: number;
  /**
   * waiting: for one of its tabs to be looked at. asked: for the user's word. held: a form is being
   * filled in, or other sessions would end. sign_in: for the portal. stopped, failed: until the user acts.
   */
  phase: 'waiting' | 'asked' | 'countdown' | 'held' | 'running' | 'sign_in' | 'stopped' | 'failed';
  /** The tab that is, or was, to be reopened. */
  tabId: number | null;
  /** Of the countdown. */
  endsAt: number | null;
  /** How often the network was in the way. */
  unreached: number;
}

/** Something to be decided before a console can open; its tab becomes the console. */
export interface Question {
  id: string;
  /**
   * sign_out: these sessions would end. session_limit: one of these has to. administrator: it is about none,
   * but about an administrator's console.
   */
  kind: 'sign_out' | 'session_limit' | 'administrator';
  request: OpenRequest;
  tabId: number | null;
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
}

export interface SessionState {
  intents: Record<string, Intent>;
  signIns: Record<string, SignIn>;
  sessions: Record<string, Session>;
  /** By session key. */
  renewals: Record<string, Renewal>;
  /** Each tab's last console page without its session's label, by tab id. */
  pages: Record<string, string>;
  /** By tab id. */
  mismatches: Record<string, Mismatch>;
  questions: Record<string, Question>;
  /** By cookie store and partition. */
  modes: Record<string, SessionMode>;
  /** Sessions were looked for among the tabs that a restart of the browser left. */
  rebuilt: boolean;
  failure: Failure | null;
  /** What last went wrong in reading a portal's list, by portal. */
  portalErrors: Record<string, ErrorData>;
  /** What last went wrong with the host itself; null: it answered. */
  hostError: ErrorData | null;
}

export interface PortalData {
  tenants: Tenant[];
  tenantsReadAt: number;
  user: PortalUser | null;
  features: PortalFeatures | null;
  detailsReadAt: number;
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
  /** Live sessions without their tabs, for after a restart of the browser; no private ones. */
  keptSessions: Record<string, Session>;
  /** Firefox: the container of each target, by its key. */
  containers: Record<string, string>;
  /** What the user changed; read through settings-store.js or mergeSettings. */
  settings: Partial<Settings>;
}

// --- Settings: `settings` in storage.local over storage.managed over the defaults (settings.js) ---

/** What happens when a session ends: reopened by itself, after a word, or not at all. */
export type RenewalMode = 'automatic' | 'ask' | 'off';

export interface Settings {
  renewal: RenewalMode;
  /** By portal name, where it differs from `renewal`. */
  renewalByPortal: Record<string, RenewalMode>;
  /** Minutes before the end at which a notification comes; 0: none. */
  warnMinutes: number;
  /** automatic: Firefox containers, Chromium multi-session or the sign-out chain. off: AWS's own behaviour. */
  isolation: 'automatic' | 'off';
  /** The sign-out chain may end other sessions without a question. */
  signOutWithoutAsking: boolean;
  /** Before each sign-in to an administrator's console. */
  confirmAdministrator: boolean;
  chip: boolean;
  tabGroups: boolean;
  /** What is opened is written down, on this computer. */
  history: boolean;
  /** `#rrggbb` by target key (target-key.js), where the user chose one. */
  colours: Record<string, string>;
}

// --- Policies: what an organisation decides in storage.managed besides settings (policy.js) ---

export interface PolicyPortal {
  /** Origins. */
  url: string;
  apiUrl: string;
  /** null: as the host calls it. */
  name: string | null;
}

export type HideableFeature = 'administrator' | 'credentials' | 'sign_in_url' | 'aws_profiles';

export interface Policy {
  /** Added to the host's by the extension; users can't remove them in it. */
  portals: PolicyPortal[];
  onlyListedPortals: boolean;
  /** After so many minutes a session counts as ended; null: as long as it lasts. */
  longestSessionMinutes: number | null;
  hide: HideableFeature[];
}

// --- History: what the background tells the component `history`, which keeps it in the host ---

/** No secret and no address among it. Times in milliseconds since 1970. */
export interface SessionEvent {
  /** opened: a sign-in; page: a further page of a live session; renewed: signed in again at its end. */
  what: 'opened' | 'page' | 'renewed' | 'ended' | 'signed_out';
  at: number;
  target: Target;
  /** As in the console's address, such as `s3`; null for the home page. */
  service: string | null;
  by: OpenedBy;
  /** How long it lasted, for `ended` and `signed_out`; else null. */
  lastedMs: number | null;
}

/** Never throws and is not waited for: a history that can't be kept must not keep anyone from working. */
export interface History {
  record(event: SessionEvent): void;
}

// --- Messages from the chip on a console page (a content script) to the background ---

/** What the session in a tab is doing. `held`: its end came while a form was being filled in. */
export type ChipPhase =
  | 'live'
  | 'ended'
  | 'replaced'
  | 'signed_out'
  | 'countdown'
  | 'held'
  | 'renewing'
  | 'sign_in'
  | 'failed';

/** Who the page itself says is signed in, where that isn't who it should be. */
export interface Mismatch {
  account: string;
  /** As the console shows it: `ROLE/SESSION`. */
  name: string;
}

export interface ChipState {
  target: Target;
  /** Key of the target (target-key.js), as in `settings.colours`. */
  targetKey: string;
  /** `#rrggbb`: the user's, else one of the palette. */
  colour: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  level: 'fine' | 'soon' | 'urgent' | 'ended';
  phase: ChipPhase;
  mismatch: Mismatch | null;
  /** The tab is reopened at `endsAt`, milliseconds since 1970, unless that is stopped. */
  countdown: { endsAt: number } | null;
  /** The settings have no chip. */
  hidden: boolean;
}

/**
 * From the top frame of a console page alone, about the tab they come from. After each change the
 * background sends that tab `{ name: 'chip_changed', params: ChipState | null }`.
 */
export interface ChipMessages {
  /** null: the tab belongs to no session. */
  chip_state: { params: Record<string, never>; result: ChipState | null };
  /** Signs in again now, in this tab and to this page. */
  chip_renew: { params: Record<string, never>; result: null };
  /** The same after the end, or instead of a countdown. */
  chip_reopen_now: { params: Record<string, never>; result: null };
  chip_stop_countdown: { params: Record<string, never>; result: null };
  /** Ends the AWS session by the console's own way. */
  chip_sign_out: { params: Record<string, never>; result: null };
  /** The portal's page, beside. */
  chip_open_portal: { params: Record<string, never>; result: null };
}

/** From the script that looks after a session's page (page-watch.js). */
export interface WatchMessages {
  /** Somebody used the page; said once for each page. */
  page_used: { params: Record<string, never>; result: null };
  /** The page says that its session is over. `stamp`: the session's `startedAt` when it was loaded. */
  page_ended: { params: { stamp: number }; result: null };
}

export type TabMessages = ChipMessages & WatchMessages;

export type TabMessageHandlers = {
  [M in keyof TabMessages]: (
    params: TabMessages[M]['params'],
    tab: chrome.tabs.Tab & { id: number },
  ) => Promise<TabMessages[M]['result']>;
};

// --- Messages from our pages to the background ---

export interface ProfileWish {
  target: Target;
  name?: string;
  region?: string;
}

export interface Messages {
  /** `session`: the one to end, for session_limit. `remember`: don't ask again before signing out. */
  answer_question: {
    params: {
      id: string;
      answer: 'continue' | 'multi_session' | 'cancel';
      session?: string;
      remember?: boolean;
    };
    result: null;
  };
  /** Firefox: removes the containers made for targets that have no tab open. */
  remove_containers: { params: Record<string, never>; result: { removed: number } };
  /** Asks the host for portals and, where they are old, tenants. `force`: however old they are. */
  refresh: { params: { force: boolean }; result: null };
  open: { params: OpenRequest; result: null };
  sign_in: { params: { portal: string; tabId: number | null }; result: null };
  cancel_sign_in: { params: { portal: string }; result: null };
  show_sign_in: { params: { portal: string }; result: null };
  sign_out: { params: { portal: string }; result: null };
  add_portal: {
    params: { url: string; name?: string; api_url?: string };
    result: { portal: Portal };
  };
  remove_portal: { params: { portal: string }; result: null };
  set_favourite: { params: { key: string; favourite: boolean }; result: null };
  change_settings: { params: Partial<Settings>; result: null };
  list_history: { params: Record<string, never>; result: { entries: HistoryEntry[] } };
  clear_history: { params: Record<string, never>; result: { cleared: number } };
  run_doctor: { params: Record<string, never>; result: DoctorReport };
  /** The page of the console that the text means, with words for a tenant before it; null: none. */
  find_place: { params: { text: string }; result: Place | null };
  list_resources: { params: { target: Target }; result: { resources: CloudResource[] } };
  /** null: the portal's own. */
  set_region: { params: { target: Target; region: string | null }; result: null };
  dismiss_failure: { params: Record<string, never>; result: null };
  /** A sign-in URL for the clipboard: a secret for 15 minutes, good once. */
  get_console_url: { params: { target: Target }; result: { url: string } };
  /** `fresh`: not those that an earlier request brought. */
  get_credentials: { params: { target: Target; fresh: boolean }; result: CredentialsResult };
  /** `name`, `region`: by default the host's proposal. */
  preview_aws_profile: { params: ProfileWish; result: AwsProfilePreview };
  add_aws_profile: { params: ProfileWish; result: AwsProfilePreview };
  list_aws_profiles: { params: Record<string, never>; result: AwsProfileList };
  remove_aws_profile: { params: { name: string }; result: null };
  get_session_length: { params: { target: Target }; result: SessionLength };
  /** Clears the clipboard in a minute if what has this SHA-256 is still in it. Takes optional permissions. */
  clear_clipboard_later: { params: { digest: string }; result: null };
  check_host: { params: Record<string, never>; result: { portals: Portal[] } };
}

export type MessageName = keyof Messages;

export type MessageReply<M extends MessageName> =
  | { ok: true; result: Messages[M]['result'] }
  | { ok: false; error: ErrorData };

export type MessageHandlers = {
  [M in MessageName]: (params: Messages[M]['params']) => Promise<Messages[M]['result']>;
};

// --- Seams ---

/** The parts of the clock that are used, so that tests can bring their own. */
export interface Clock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type BrowserApi = typeof chrome;
