import { findTestServices } from '../../apps/server/src/testing/services.js';

/** Says once which databases and caches the machine lacks; in CI that is a failure. */
export async function setup(): Promise<void> {
  const { postgresUrl, redisUrl } = await findTestServices();
  const missing = [
    ...(postgresUrl === null ? ['PostgreSQL (MEDPAT_TEST_DATABASE_URL)'] : []),
    ...(redisUrl === null ? ['Redis (MEDPAT_TEST_REDIS_URL)'] : []),
  ];
  if (missing.length > 0) {
    process.stderr.write(`Tests of the service left out for want of: ${missing.join(', ')}\n`);
  }
}
