/* Settings: `settings` in storage.local over storage.managed over the defaults (settings.js) */

/** What happens when a session ends: reopened automatically, after a question, or not at all. */
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
  /** Words in plans' and tenants' names, and accounts, that mean production (production.js); empty: nothing does. */
  production: string[];
  /** Before each sign-in to a production tenant's console. */
  confirmProduction: boolean;
  chip: boolean;
  tabGroups: boolean;
  /** What is opened is recorded, on this computer. */
  history: boolean;
  /** `#rrggbb` by target key (target-key.js), where the user chose one. */
  colours: Record<string, string>;
}

/* Policies: what an organisation decides besides settings, in storage.managed and on the machine (policy.js) */

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
  /** The host may want to be told that a person was asked. */
  confirmAdministrator: boolean;
  /** A person says what a console or credentials are for. */
  requireReason: boolean;
  /** Private windows too, and whatever the user's setting is. */
  recordEverything: boolean;
}
