import type { AwsProfile, AwsProfileList, AwsProfilePreview } from './aws-profiles.js';
import type { SessionEvent } from './history.js';
import type { KubeEntry, KubeEntryChange, KubernetesCredentials } from './kubernetes.js';
import type { OpenedBy } from './sessions.js';
import type { OpenAnswer, TerminalSession } from './terminal.js';

/* What the host says (PROTOCOL.md); times are seconds since 1970. `npm run types` checks the examples of tests/contract
   against it, in both directions: no field too many, none too few. */

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
}

/** Asked for by its GUID only: its name may not be known. */
export type TenantById = Omit<Tenant, 'name'> & { name: string | null };

export interface PortalUser {
  name: string;
  administrator: boolean;
}

export interface PortalFeatures {
  admin_jit: boolean;
  duplo_ops: boolean;
  /** false: the portal has no AWS. Missing where an older host answered. */
  aws?: boolean;
  otp_needed: boolean;
  default_region: string | null;
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
  tenant: TenantById | null;
}

export type Role = 'tenant' | 'admin' | 'duplo_ops';

/** The formats in which the host writes credentials: for shells, AWS's credentials file, and programs. */
export type CredentialsFormat = 'env' | 'fish' | 'powershell' | 'ini' | 'json' | 'process';

/** Secret, except times and names: shown or copied when the user asks, never stored or logged. */
export interface CredentialsResult {
  access_key_id: string;
  secret_access_key: string;
  session_token: string;
  expires_at: number;
  region: string | null;
  tenant: TenantById | null;
  texts: Record<CredentialsFormat, string>;
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
  /** A person said that an administrator's role is wanted. */
  confirmed?: boolean;
  /** Or ticket number. */
  reason?: string;
}

/** What the host records of a request for access. */
export interface AskedFrom {
  by?: OpenedBy;
  /** As the person saw it. */
  tenant_name?: string;
  /** Leaves no trace with the host. */
  private?: boolean;
}

/** What the host records itself; copied: a sign-in URL. */
export type HandedOut = 'opened' | 'renewed' | 'copied' | 'credentials' | 'profile';

/** What was opened and when, as the host stores it. */
export interface HistoryEntry {
  at: number;
  what: SessionEvent['what'] | HandedOut;
  portal: string;
  role: Role;
  tenant: string | null;
  name: string | null;
  service: string | null;
  by: OpenedBy | 'extension';
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

/** A link that administrators gave to a tenant. */
export interface TenantLink {
  name: string;
  /** Where `in_console`, as open_console takes it; else an address of http or https. */
  to: string;
  in_console: boolean;
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
  check_portal: { params: { url: string }; result: { url: string } };
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
    params: AccessParams &
      AskedFrom & {
        region?: string;
        to?: string;
        sign_out_first?: boolean;
        /** By default it is opened. */
        what?: 'opened' | 'renewed' | 'copied';
      };
    result: OpenConsoleResult;
  };
  get_credentials: {
    params: AccessParams & AskedFrom & { region?: string; fresh?: boolean };
    result: CredentialsResult;
  };
  preview_aws_profile: {
    params: AccessParams & AskedFrom & { name?: string; region?: string };
    result: AwsProfilePreview;
  };
  add_aws_profile: HostMethods['preview_aws_profile'];
  list_aws_profiles: { params: Record<string, never>; result: AwsProfileList };
  remove_aws_profile: {
    params: { name: string };
    result: { profile: AwsProfile; file: string; text: string };
  };
  /** null: the portal doesn't tell. */
  get_kubernetes: {
    params: { portal: string; tenant: string };
    /** other_cloud: missing from an older host. */
    result: { enabled: boolean | null; other_cloud?: string | null };
  };
  get_kubernetes_credentials: { params: AccessParams & AskedFrom; result: KubernetesCredentials };
  preview_kube_entry: {
    params: AccessParams & AskedFrom & { name?: string };
    result: KubeEntryChange;
  };
  add_kube_entry: HostMethods['preview_kube_entry'];
  list_kube_entries: { params: Record<string, never>; result: { entries: KubeEntry[] } };
  remove_kube_entry: { params: { name: string }; result: { name: string; file: string } };
  get_session_length: { params: AccessParams; result: SessionLength };
  record_history: { params: HistoryEntry; result: { recorded: true } };
  list_history: { params: Record<string, never>; result: { entries: HistoryEntry[] } };
  clear_history: { params: Record<string, never>; result: { cleared: number } };
  note_fact: { params: { portal: string; id: string; differs?: string }; result: { noted: true } };
  note_favourites: {
    params: { favourites: { portal: string; tenant: string }[] };
    result: { noted: true };
  };
  doctor: { params: { browser?: 'chromium' | 'firefox' }; result: DoctorReport };
  resolve_page: {
    params: { to?: string; region?: string; partition?: string; portal?: string; tenant?: string };
    result: ConsolePlace;
  };
  list_resources: {
    params: { portal: string; tenant: string };
    result: { tenant: TenantById; resources: CloudResource[]; links: TenantLink[] };
  };
  list_terminal_sessions: {
    params: Record<string, never>;
    result: { sessions: TerminalSession[] };
  };
  end_terminal_session: { params: { id: string }; result: Record<string, never> };
  answer_open: { params: { ticket: number } & OpenAnswer; result: { wanted: boolean } };
  answer_lease: {
    params: { ticket: number; outcome: 'taken' | 'allowed' | 'refused' };
    result: { wanted: boolean };
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

/** The only way in which the rest of the extension uses the host. */
export interface Host {
  request<M extends keyof HostMethods>(
    method: M,
    params: HostMethods[M]['params'],
    options?: { onEvent?: (event: string, data: unknown) => void; signal?: AbortSignal },
  ): Promise<HostMethods[M]['result']>;
}
