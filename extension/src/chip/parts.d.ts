/** What the files of the chip give each other: content scripts can't import. */
import type { ChipMessages, ChipCorner, ChipPhase, ChipState, Sentence } from '../types.js';

export type { ChipCorner };

export type Level = 'fine' | 'soon' | 'urgent' | 'ended';

/** Of milliseconds, rounded down, so that nothing promises time that isn't there. */
export interface Durations {
  second: number;
  minute: number;
  hour: number;
  amount(value: number, unit: 'second' | 'minute' | 'hour', display: 'short' | 'long'): string;
  /** In the user's locale: "52 minutes", "2 hours 5 minutes", "45 seconds"; short: "52 min". */
  inWords(ms: number, display?: 'short' | 'long'): string;
  /** soon: under ten minutes; urgent: under one. */
  levelOf(left: number): Level;
}

export interface Sentences {
  /** @param parts what goes into the sentence's places */
  filled(sentence: Sentence | undefined, parts?: string[]): string;
}

export interface ChipButton {
  /** Its class too, and what a test presses. */
  name: string;
  label: string;
  message: keyof ChipMessages;
}

/** What stands above the pill when there is more to say than the time left. */
export interface ChipNotice {
  text: string;
  buttons: ChipButton[];
}

export interface ChipWords {
  /** A sentence of _locales. */
  text(key: string, ...parts: string[]): string;
  /** Milliseconds; 0: it is over, whatever the clock says. */
  leftOf(state: ChipState, now: number): number;
  /** "52 min"; "45 sec" in the last minute; "Ended". */
  timeLeft(ms: number): string;
  /** Milliseconds until `timeLeft` reads differently. */
  nextChange(ms: number): number;
  /** What is read out, once, when the time left went from `before` to `now`; null: nothing. */
  spoken(state: ChipState, before: number, now: number): string | null;
  /** What happened at the session's end or with its identity, and what can be done; null: nothing. */
  notice(state: ChipState, now: number): ChipNotice | null;
  /** The time left, or that somebody else is signed in. */
  shortly(state: ChipState, now: number): string;
  /** The whole of it in a sentence. */
  sentence(state: ChipState, now: number): string;
  /** The same without saying whose it is. */
  until(state: ChipState, now: number): string;
}

export interface ChipHandlers {
  send(message: keyof ChipMessages): void;
  hide(): void;
  move(corner: ChipCorner): void;
}

export interface ChipView {
  show(state: ChipState, now: number): void;
  say(sentence: string): void;
  remove(): void;
}

export interface ChipParts {
  api: typeof chrome;
  words: ChipWords;
  /** Where the browser gave this process no sentences. */
  found?: Record<string, Sentence>;
  style: string;
  makeView(handlers: ChipHandlers): ChipView;
  /** There is one already: a page gets no second. */
  started: boolean;
}

declare global {
  var jitConsoleDurations: Durations;
  var jitConsoleSentences: Sentences;
  var jitConsoleChip: ChipParts;
}

export type { ChipMessages, ChipPhase, ChipState };
