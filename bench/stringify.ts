/** One thread of the baseline: `JSON.stringify` alone, of records that are there already. */

import { parentPort, workerData } from 'node:worker_threads';
import type { PatientRecord } from '@medical-patients/contract';
import { CarePathView, compilePlan, createAssembler, simulate } from '@medical-patients/engine';
import { referenceData } from '@medical-patients/reference-data';
import { scaledPreset } from './scenarios.js';

const { preset, patients } = workerData as { readonly preset: string; readonly patients: number };
const RECORDS = 2_000;

const plan = compilePlan({ scenario: scaledPreset(preset, RECORDS), seed: 'bench', referenceData });
const records: PatientRecord[] = [];
for (const { buffer } of simulate(plan)) {
  const assembler = createAssembler(plan, 'bench');
  const view = new CarePathView(buffer);
  for (let index = 0; index < view.count; index++) {
    // As a reader has them: no parts shared between records, no fields without a value.
    records.push(JSON.parse(JSON.stringify(assembler.assemble(view.read(index)))) as PatientRecord);
  }
}

parentPort?.once('message', () => {
  let length = 0;
  for (let index = 0; index < patients; index++)
    length += JSON.stringify(records[index % records.length]).length;
  parentPort?.postMessage(length);
});
parentPort?.postMessage('ready');
