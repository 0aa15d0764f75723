import type { Job, RequestError } from '@medical-patients/contract';
import type { JobRow } from '../database/schema.js';

/** A job as its owner sees it. */
export function toJob(row: JobRow, outputFiles: readonly string[]): Job {
  const { progress } = row;
  return {
    job_id: row.id,
    status: row.status,
    created_at: toIso(row.created_at),
    started_at: toIsoOrNull(row.started_at),
    completed_at: toIsoOrNull(row.completed_at),
    expires_at: toIsoOrNull(row.expires_at),
    progress: progress.percent,
    config: {
      record: row.record,
      seed: row.seed,
      total_patients: row.total_patients,
      output_formats: [...row.options.formats],
      use_compression: row.options.compression,
      use_encryption: row.options.encryption,
      priority: row.options.priority,
      configuration_id: row.scenario_id,
      configuration_version: row.scenario_version,
      configuration: row.config,
    },
    error: row.error?.message ?? null,
    error_code: row.error?.code ?? null,
    output_files: [...outputFiles],
    progress_details: toProgressDetails(row),
    summary: row.summary,
    warnings: row.warnings as RequestError[],
  };
}

function toProgressDetails({ progress }: JobRow): Job['progress_details'] {
  return {
    current_step: progress.currentStep,
    total_steps: progress.totalSteps,
    completed_steps: progress.completedSteps,
    patients_generated: progress.patientsGenerated,
    estimated_remaining_time: progress.estimatedRemainingSeconds,
  };
}

/** What an event of a job carries: what changes while it runs. */
export function toJobEvent(
  row: JobRow,
): Pick<Job, 'job_id' | 'status' | 'progress' | 'error' | 'progress_details'> {
  return {
    job_id: row.id,
    status: row.status,
    progress: row.progress.percent,
    error: row.error?.message ?? null,
    progress_details: toProgressDetails(row),
  };
}

/** Rows that come out of the second level of the cache may carry their times as text. */
export function toIso(instant: Date | string): string {
  return typeof instant === 'string' ? instant : instant.toISOString();
}

export function toIsoOrNull(instant: Date | string | null): string | null {
  return instant === null ? null : toIso(instant);
}

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const integer = { type: 'integer' };

/** How a job is written, for the compiled serializer: status is what clients ask for most. */
export const JOB_JSON_SCHEMA = {
  type: 'object',
  properties: {
    job_id: text,
    status: text,
    created_at: text,
    started_at: textOrNull,
    completed_at: textOrNull,
    expires_at: textOrNull,
    progress: { type: 'number' },
    config: {
      type: 'object',
      properties: {
        record: text,
        seed: text,
        total_patients: integer,
        output_formats: { type: 'array', items: text },
        use_compression: { type: 'boolean' },
        use_encryption: { type: 'boolean' },
        priority: text,
        configuration_id: textOrNull,
        configuration_version: { type: ['integer', 'null'] },
        configuration: {},
      },
    },
    error: textOrNull,
    error_code: textOrNull,
    output_files: { type: 'array', items: text },
    progress_details: {
      type: 'object',
      properties: {
        current_step: text,
        total_steps: integer,
        completed_steps: integer,
        patients_generated: integer,
        estimated_remaining_time: { type: ['number', 'null'] },
      },
    },
    summary: {},
    warnings: {},
  },
} as const;
