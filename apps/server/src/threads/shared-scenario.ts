import type { Scenario } from '@medical-patients/contract';

/** Puts a scenario where every thread can read it. */
export function shareScenario(scenario: Scenario): SharedArrayBuffer {
  const text = Buffer.from(JSON.stringify(scenario));
  const shared = new SharedArrayBuffer(text.length);
  text.copy(new Uint8Array(shared));
  return shared;
}

/** The scenario that another thread has shared. */
export function readSharedScenario(shared: SharedArrayBuffer): Scenario {
  return JSON.parse(Buffer.from(shared).toString('utf8')) as Scenario;
}
