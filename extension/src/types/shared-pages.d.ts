import type { Role } from './host.js';
import type { OpenRequest, Target } from './sessions.js';

/* Several pages of the console in one link for colleagues (domain/shared-pages.js) */

/** A page as a link holds it: nothing of a session, no secret. */
export interface SharedPage {
  /** The portal's host, which is the same for everybody; its name isn't. */
  host: string;
  role: Role;
  /** A GUID; null for the administrator's roles. */
  tenant: string | null;
  /** The tenant's, as the one who copied it saw it; only to be shown. */
  name: string;
  region: string | null;
  /** On a plain console host. */
  page: string;
}

/** Why a link holds no pages. broken: incomplete or not ours. newer: of a later version. */
export type SharedFault = 'broken' | 'newer' | 'too_many';

/**
 * Whether somebody may open a page. sign_in: not before a sign-in to its portal, after which it opens. unknown: nothing is
 * known of the tenant before a sign-in. no_tenant: the portal lists no such tenant to them. no_role: they aren't an administrator there.
 */
export type SharedAccess = 'open' | 'sign_in' | 'unknown' | 'no_portal' | 'no_tenant' | 'no_role';

export interface CheckedPage extends SharedPage {
  access: SharedAccess;
  /** As it is opened, by this person's own names; null: the portal isn't configured. */
  target: Target | null;
  production: boolean;
}

export type SharedCheck = { fault: SharedFault; pages: [] } | { fault: null; pages: CheckedPage[] };

/** What is left to be opened of a link. */
export interface SharedQueue {
  /** When it was asked for, and when `current` was begun: milliseconds since 1970. */
  at: number;
  since: number;
  current: OpenRequest | null;
  requests: OpenRequest[];
}
