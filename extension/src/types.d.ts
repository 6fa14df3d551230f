/** Every type that crosses a border: host, storage, messages between pages and background. */

export type * from './types/aws-profiles.js';
export type * from './types/browser.js';
export type * from './types/chip.js';
export type * from './types/history.js';
export type * from './types/host.js';
export type * from './types/kubernetes.js';
export type * from './types/messages.js';
export type * from './types/sessions.js';
export type * from './types/settings.js';
export type * from './types/shared-pages.js';
export type * from './types/terminal.js';
