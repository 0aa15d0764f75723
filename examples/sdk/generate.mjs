// Starts a job, shows its progress, reads the worst hurt, and saves everything as a ZIP.
//   MEDPAT_URL=http://127.0.0.1:8000 MEDPAT_API_KEY=… node examples/sdk/generate.mjs [file.zip]
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createClient } from '@medical-patients/sdk';

const { MEDPAT_URL: url = 'http://127.0.0.1:8000', MEDPAT_API_KEY: apiKey } = process.env;
const [target] = process.argv.slice(2);
const medpat = createClient({ url, apiKey });

const { job_id: id, seed } = await medpat.generate({
  configuration: { schema: 1, name: 'Example', days: 2, casualties: { total: 200 } },
  output_formats: ['json', 'csv'],
  seed: 42,
});
console.log(`job ${id}, seed ${seed}`);

const job = await medpat.waitForJob(id, {
  onProgress: ({ progress, progress_details: { current_step: step } }) =>
    console.log(`${progress} % ${step}`),
});
console.log(`${job.status}: ${job.output_files.join(', ')}`);

const { patients } = await medpat.results(id, { sort: 'iss', perPage: 3 });
for (const patient of patients) console.log(`${patient.id}: ${patient.outcome.status}`);

if (target !== undefined) {
  const { stream, filename } = await medpat.download(id);
  await pipeline(Readable.fromWeb(stream), createWriteStream(target));
  console.log(`${filename} saved as ${target}`);
}
