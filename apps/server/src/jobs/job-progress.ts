import type { JobProgress } from '../database/schema.js';

/** The steps of a job, in order, with what part of the whole each one is, in percent. */
export const JOB_STEPS = ['simulate', 'render', 'finish'] as const;
export type JobStep = (typeof JOB_STEPS)[number];

/** Where each step begins. Measured: JSON takes about twice as long as the simulation. */
const STARTS = { simulate: 0, render: 30, finish: 95 } as const satisfies Record<JobStep, number>;
const ENDS = { simulate: 30, render: 95, finish: 99 } as const satisfies Record<JobStep, number>;

/** Of a job that waits for a worker. */
export const QUEUED_PROGRESS: JobProgress = {
  percent: 0,
  currentStep: 'queued',
  totalSteps: JOB_STEPS.length,
  completedSteps: 0,
  patientsGenerated: 0,
  estimatedRemainingSeconds: null,
};

export interface StepPosition {
  readonly step: JobStep;
  /** 0 to 1. */
  readonly fraction: number;
  readonly patients: number;
  /** Since the job's start, in seconds. */
  readonly elapsedSeconds: number;
}

export function progressAt({ step, fraction, patients, elapsedSeconds }: StepPosition): JobProgress {
  const within = Math.min(1, Math.max(0, fraction));
  const percent = STARTS[step] + (ENDS[step] - STARTS[step]) * within;
  const remaining = percent >= 5 ? (elapsedSeconds * (100 - percent)) / percent : null;
  return {
    percent: Math.round(percent * 10) / 10,
    currentStep: step,
    totalSteps: JOB_STEPS.length,
    completedSteps: JOB_STEPS.indexOf(step),
    patientsGenerated: patients,
    estimatedRemainingSeconds: remaining === null ? null : Math.round(remaining * 10) / 10,
  };
}

export function completedProgress(patients: number): JobProgress {
  return {
    percent: 100,
    currentStep: 'completed',
    totalSteps: JOB_STEPS.length,
    completedSteps: JOB_STEPS.length,
    patientsGenerated: patients,
    estimatedRemainingSeconds: 0,
  };
}
