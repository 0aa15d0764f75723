// Stores a scenario, changes it without losing anybody else's change, and runs the stored version.
import { createClient, MedpatRequestError } from '@medical-patients/sdk';

const { MEDPAT_URL: url = 'http://127.0.0.1:8000', MEDPAT_API_KEY: apiKey } = process.env;
const medpat = createClient({ url, apiKey });

const scenario = { schema: 1, name: 'Stored', days: 2, casualties: { total: 50 } };
const { id, version } = await medpat.createConfiguration(scenario);
const second = await medpat.updateConfiguration(id, { ...scenario, days: 3 }, { ifVersion: version });
console.log(`version ${second.version}`);

try {
  await medpat.updateConfiguration(id, { ...scenario, days: 4 }, { ifVersion: version });
} catch (error) {
  if (!(error instanceof MedpatRequestError)) throw error;
  console.log(`refused: ${error.code}`);
}

const { valid, errors } = await medpat.validate({ schema: 1, name: 'Wrong', days: 1000 });
console.log(`valid: ${valid}, ${errors[0].path}`);

const { job_id: job } = await medpat.generate({ configuration_id: id });
console.log(`ran with ${(await medpat.waitForJob(job)).config.total_patients} patients`);
await medpat.deleteConfiguration(id);
