import type { ErrorData, Role, TenantById } from './host.js';

/* What a terminal wants of the browser, by way of the host (PROTOCOL.md, answer_open and open_requested). */

/** What somebody at a terminal wants opened. */
export interface OpenRequested {
  ticket: number;
  portal: string;
  role: Role;
  /** null: an administrator's role. Without an id the host doesn't know the name. */
  tenant: { id: string | null; name: string | null } | null;
  region: string | null;
  /** As open_console takes it; null: the console's home. */
  to: string | null;
  /** Or ticket number. */
  reason: string | null;
}

/** What came of it, as the terminal is told. */
export interface OpenAnswer {
  /** taken: it is being opened, and more will be said. opening: nothing is known yet. asking: a question comes first. */
  outcome: 'taken' | 'opened' | 'opening' | 'asking' | 'signing_in' | 'failed';
  /** Of the session, where it is open. */
  expires_at?: number;
  region?: string | null;
  /** Of what failed. */
  error?: ErrorData;
}

/** What somebody at a terminal wants lent. */
export interface LeaseRequested {
  ticket: number;
  portal: string;
  role: Role;
  /** null: an administrator's role. Without an id the host doesn't know the name. */
  tenant: { id: string | null; name: string | null } | null;
  /** With its arguments, as a shell would take it; odd characters are escapes. */
  program: string;
  folder: string;
  minutes: number;
  /** Or ticket number. */
  reason: string | null;
}

/** A question about it that is open, in a tab of the browser. */
export interface Lease {
  id: string;
  wanted: LeaseRequested;
  /** null: it is being opened. */
  tabId: number | null;
}

/** A program that runs at a terminal with credentials (PROTOCOL.md, list_terminal_sessions); times are seconds. */
export interface TerminalSession {
  id: string;
  /** exec: until the program ends. lease: lent, until `ends_at` at the latest. */
  kind: 'exec' | 'lease';
  portal: string;
  role: Role;
  /** null: an administrator's role. */
  tenant: Pick<TenantById, 'id' | 'name'> | null;
  /** Without its arguments. */
  program: string;
  folder: string;
  started_at: number;
  ends_at: number | null;
}
