import { formatCount } from './numbers.js';
import { say } from './output.js';

/** Shows how far a run is. */
export interface Progress {
  /** `done` of what the run has, so far. */
  update(done: number): void;
  stop(): void;
}

export interface ProgressOptions {
  /** What is counted, plural: `patients`. */
  readonly noun: string;
  /** Null where nobody knows before the end. */
  readonly total: number | null;
  readonly isQuiet: boolean;
}

const SILENT: Progress = { update: () => {}, stop: () => {} };
const REDRAW_EVERY_MS = 100;
/** Without a terminal a line now and then is enough for a log. */
const LINE_EVERY_MS = 10_000;
const BAR_CHARACTERS = 30;
const ERASE_LINE = '\r\u001b[2K';

/**
 * A bar with rate and time left on a terminal, a line every ten seconds elsewhere; on standard error.
 *
 * Twenty lines of our own: the libraries for it bring tables of emoji widths and redraw on a timer, which a thread that
 * simulates for a tenth of a second at a time would starve.
 */
export function startProgress({ noun, total, isQuiet }: ProgressOptions): Progress {
  if (isQuiet) return SILENT;
  const started = performance.now();
  const isTerminal = process.stderr.isTTY === true;
  const interval = isTerminal ? REDRAW_EVERY_MS : LINE_EVERY_MS;
  let next = started + interval;
  let isDrawn = false;
  return {
    update: (done) => {
      const now = performance.now();
      if (now < next) return;
      next = now + interval;
      const text = describeProgress(done, total, noun, (now - started) / 1000);
      if (!isTerminal) {
        say(text);
        return;
      }
      process.stderr.write(`${ERASE_LINE}${total === null ? '' : `${drawBar(done / total)} `}${text}`);
      isDrawn = true;
    },
    stop: () => {
      if (isDrawn) process.stderr.write(ERASE_LINE);
      isDrawn = false;
    },
  };
}

/** `12,000 of 100,000 patients · 8,000/s · 11 s left`. */
export function describeProgress(done: number, total: number | null, noun: string, seconds: number): string {
  const rate = done / Math.max(seconds, 0.001);
  const of = total === null ? '' : ` of ${formatCount(total)}`;
  const left = total === null || rate === 0 ? '' : ` · ${formatTime(Math.max(0, total - done) / rate)} left`;
  return `${formatCount(done)}${of} ${noun} · ${formatCount(rate)}/s${left}`;
}

function drawBar(fraction: number): string {
  const full = Math.round(Math.min(1, fraction) * BAR_CHARACTERS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_CHARACTERS - full)} ${Math.floor(Math.min(1, fraction) * 100)} %`;
}

function formatTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
