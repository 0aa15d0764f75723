import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 10;

/** Waits until something holds, rather than for a time. @throws Error when it does not within the time given */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 15_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain until ${what}`);
    await delay(PAUSE_MS);
  }
}
