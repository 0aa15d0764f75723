// Stops a job, and stops waiting for one: an AbortSignal ends whatever the client is doing.
import { createClient, JobNotCompleted } from '@medical-patients/sdk';

const { MEDPAT_URL: url = 'http://127.0.0.1:8000', MEDPAT_API_KEY: apiKey } = process.env;
const medpat = createClient({ url, apiKey });
const { job_id: id } = await medpat.generate({ configuration: { name: 'Long', total_patients: 100_000 } });

const patience = AbortSignal.timeout(200);
await medpat.waitForJob(id, { signal: patience }).catch((reason) => console.log(`waited: ${reason.name}`));

await medpat.cancelJob(id);
try {
  await medpat.waitForJob(id);
} catch (error) {
  if (!(error instanceof JobNotCompleted)) throw error;
  console.log(`status: ${error.status}`);
}
