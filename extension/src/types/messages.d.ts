import type {
  AwsProfilePreview,
  CloudResource,
  CredentialsResult,
  DoctorReport,
  ErrorData,
  HostMethods,
  KubeEntryChange,
  KubernetesCredentials,
  Place,
  Portal,
  SessionLength,
  TenantLink,
} from './host.js';
import type { OpenRequest, Target } from './sessions.js';
import type { Settings } from './settings.js';
import type { SharedCheck } from './shared-pages.js';

/* Messages from our pages to the background */

export interface ProfileRequest {
  target: Target;
  name?: string;
  region?: string;
}

/** What a page may have the host asked, as it is. `check_portal`: an error where no DuploCloud portal answers. */
type HandedOn =
  | 'check_portal'
  | 'add_portal'
  | 'list_history'
  | 'clear_history'
  | 'list_aws_profiles'
  | 'list_kube_entries'
  | 'list_terminal_sessions'
  | 'end_terminal_session';

export interface Messages extends Pick<HostMethods, HandedOn> {
  /** `session`: the one to end, for session_limit. `remember`: don't ask again before signing out. */
  answer_question: {
    params: {
      id: string;
      answer: 'continue' | 'multi_session' | 'cancel';
      session?: string;
      remember?: boolean;
      reason?: string;
    };
    result: null;
  };
  /** false: the terminal no longer waits, so that nothing was lent. */
  answer_lease: { params: { id: string; lend: boolean }; result: { wanted: boolean } };
  /** Firefox: removes the containers made for targets that have no tab open. */
  remove_containers: { params: Record<string, never>; result: { removed: number } };
  /** Asks the host for portals and, where they are old, tenants. `force`: however old they are. */
  refresh: { params: { force: boolean }; result: null };
  open: { params: OpenRequest; result: null };
  /** A window's console pages as a text for colleagues; "": there are none. `leftOut`: of no known tenant, or too many. */
  share_pages: {
    params: { windowId: number };
    result: { text: string; count: number; leftOut: number };
  };
  check_shared: { params: { text: string }; result: SharedCheck };
  open_shared: {
    params: { text: string } & Pick<OpenRequest, 'tabId' | 'privateStore'>;
    result: null;
  };
  sign_in: { params: { portal: string; tabId: number | null }; result: null };
  cancel_sign_in: { params: { portal: string }; result: null };
  show_sign_in: { params: { portal: string }; result: null };
  sign_out: { params: { portal: string }; result: null };
  /** Ends AWS sessions, named by their keys, as AWS's own sign-out does. */
  sign_out_of_aws: { params: { sessions: string[] }; result: null };
  remove_portal: { params: { portal: string }; result: null };
  set_favourite: { params: { key: string; favourite: boolean }; result: null };
  change_settings: { params: Partial<Settings>; result: null };
  run_doctor: { params: Record<string, never>; result: DoctorReport };
  /** The page of the console that the text means, with words for a tenant before it; null: none. */
  find_place: { params: { text: string }; result: Place | null };
  /** The popup shows `wantedSearch`. */
  search_taken: { params: Record<string, never>; result: null };
  list_resources: {
    params: { target: Target };
    result: { resources: CloudResource[]; links: TenantLink[] };
  };
  /** null: the portal's own. */
  set_region: { params: { target: Target; region: string | null }; result: null };
  dismiss_failure: { params: Record<string, never>; result: null };
  /** A sign-in URL for the clipboard: a secret for 15 minutes, good once. */
  get_console_url: { params: { target: Target; reason?: string }; result: { url: string } };
  /** `fresh`: not those that an earlier request brought. */
  get_credentials: {
    params: { target: Target; fresh: boolean; reason?: string };
    result: CredentialsResult;
  };
  /** `name`, `region`: by default the host's proposal. */
  preview_aws_profile: { params: ProfileRequest; result: AwsProfilePreview };
  add_aws_profile: { params: ProfileRequest; result: AwsProfilePreview };
  remove_aws_profile: { params: { name: string }; result: null };
  get_kubernetes: { params: { target: Target }; result: { enabled: boolean | null } };
  get_kubernetes_credentials: {
    params: { target: Target; reason?: string };
    result: KubernetesCredentials;
  };
  preview_kube_entry: { params: Omit<ProfileRequest, 'region'>; result: KubeEntryChange };
  add_kube_entry: { params: Omit<ProfileRequest, 'region'>; result: KubeEntryChange };
  remove_kube_entry: { params: { name: string }; result: null };
  get_session_length: { params: { target: Target }; result: SessionLength };
  /** The question whether copied secrets are to be cleared was answered; it isn't asked again. */
  clipboard_asked: { params: Record<string, never>; result: null };
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
