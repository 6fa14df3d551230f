import type { Role } from './host.js';

/* Messages from the chip on a console page (a content script) to the background */

/**
 * What the session in a tab is doing. `held`: its end came while a form was being filled in. `moved`: it lives, but not
 * on the page's host, since AWS gave it another one.
 */
export type ChipPhase =
  | 'live'
  | 'ended'
  | 'replaced'
  | 'signed_out'
  | 'countdown'
  | 'held'
  | 'moved'
  | 'renewing'
  | 'sign_in'
  | 'failed';

/** Who the page itself says is signed in, where that isn't who it should be. */
export interface Mismatch {
  account: string;
  /** As the console shows it: `ROLE/SESSION`. */
  name: string;
}

/** Where the chip stands in the window. */
export type ChipCorner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** As it stands in _locales. */
export interface Sentence {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

export interface ChipState {
  /** The tenant's, or the administrator's role in words. */
  name: string;
  portal: string;
  role: Role;
  /** It is a production tenant. */
  production: boolean;
  /** `#rrggbb`: the user's, else one of the palette. */
  colour: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** The session is over, even before that time. */
  isOver: boolean;
  phase: ChipPhase;
  /** Why the page could not be reopened, as a sentence; null: it could, or nobody knows. */
  because: string | null;
  mismatch: Mismatch | null;
  /** The tab is reopened at `endsAt`, milliseconds since 1970, unless that is stopped. */
  countdown: { endsAt: number } | null;
  /** The settings have no chip. */
  hidden: boolean;
  corner: ChipCorner;
}

/**
 * Only from the top frame of a console page, about the tab they come from. After each change the
 * background sends that tab `{ name: 'chip_changed', params: ChipState | null }`.
 */
export interface ChipMessages {
  /** The chip's sentences, for a page whose process the browser left without. */
  chip_words: { params: Record<string, never>; result: Record<string, Sentence> | null };
  /** null: the tab belongs to no session. */
  chip_state: { params: Record<string, never>; result: ChipState | null };
  /** Signs in again now, in this tab and to this page. */
  chip_renew: { params: Record<string, never>; result: null };
  /** The same after the end, or instead of a countdown. Both go to a new tab where typed text would be lost. */
  chip_reopen_now: { params: Record<string, never>; result: null };
  /** In a new tab, by which this page works again. */
  chip_sign_in_beside: { params: Record<string, never>; result: null };
  /** In this tab, even if that loses what was typed. */
  chip_reopen_anyway: { params: Record<string, never>; result: null };
  chip_stop_countdown: { params: Record<string, never>; result: null };
  /** Ends the AWS session by the console's own way. */
  chip_sign_out: { params: Record<string, never>; result: null };
  /** A person moved it: it stands there in every tab. */
  chip_move: { params: { corner: ChipCorner }; result: null };
  /** The portal's page, beside. */
  chip_open_portal: { params: Record<string, never>; result: null };
}

/** From the script that looks after a session's page (page-watch.js). */
export interface WatchMessages {
  /** Somebody uses the page; said once a minute at most. */
  page_used: { params: Record<string, never>; result: null };
  /** The page says that its session is over. `stamp`: the session's `startedAt` when it was loaded. */
  page_ended: { params: { stamp: number }; result: null };
  /** The user pressed the page's own «Sign out». */
  page_left: { params: { stamp: number }; result: null };
}

export type TabMessages = ChipMessages & WatchMessages;

export type TabMessageHandlers = {
  [M in keyof TabMessages]: (
    params: TabMessages[M]['params'],
    tab: chrome.tabs.Tab & { id: number },
  ) => Promise<TabMessages[M]['result']>;
};
