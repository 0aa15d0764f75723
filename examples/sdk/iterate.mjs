// Counts outcomes twice: over the patients of a job, page by page, and over a stream without a job. The same seed gives
// the same patients.
import { createClient } from '@medical-patients/sdk';

const { MEDPAT_URL: url = 'http://127.0.0.1:8000', MEDPAT_API_KEY: apiKey } = process.env;
const medpat = createClient({ url, apiKey });
const request = {
  configuration: { schema: 1, name: 'Count', days: 3, casualties: { total: 450 } },
  seed: 'count',
};

async function countOutcomes(patients) {
  const counts = {};
  for await (const { outcome } of patients) counts[outcome.status] = (counts[outcome.status] ?? 0) + 1;
  return counts;
}

const { job_id: id } = await medpat.generate(request);
await medpat.waitForJob(id, { by: 'polling', pollMs: 100 });
console.log('job   ', await countOutcomes(medpat.patients(id)));
console.log('stream', await countOutcomes(medpat.streamPatients(request)));
await medpat.deleteJob(id);
