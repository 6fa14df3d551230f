/* Seams */

/** The parts of the clock that are used, so that tests can bring their own. */
export interface Clock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export type BrowserApi = typeof chrome;
