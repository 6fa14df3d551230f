import type { OpenedBy, Session, Target } from './sessions.js';

/* History: what the background tells the component `history`, which keeps it in the host, besides what the host hands out */

/** Contains no secret and no address. Times in milliseconds since 1970. */
export interface SessionEvent {
  /** page: another page of a live session. */
  what: 'page' | 'ended' | 'signed_out';
  at: number;
  target: Target;
  /** The cookie store it happened in; nothing of private ones is kept. */
  store: string;
  /** As in the console's address, such as `s3`; null for the home page. */
  service: string | null;
  by: OpenedBy;
  /** How long it lasted, for `ended` and `signed_out`; else null. */
  lastedMs: number | null;
}

/** Never throws and is not waited for: a history that can't be stored must not block anyone's work. */
export interface History {
  record(event: SessionEvent): void;
  noteEnd(session: Session, now: number): void;
}
