import { referenceData } from '@medical-patients/reference-data';
import { runRenderWorker } from '@medical-patients/runner/worker';

runRenderWorker(referenceData);
