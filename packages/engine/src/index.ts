export { compilePlan } from './compile/compile-plan.js';
export type { Place, Plan, Vehicle } from './compile/plan.js';
export { CarePathView } from './record/care-path.js';
export type { CarePathChunk, SpillStore } from './record/path-order.js';
export type { SimulationOptions, SimulationResult } from './simulation.js';
export { SimulationAborted, simulate } from './simulation.js';
export { ENGINE_VERSION } from './version.js';
