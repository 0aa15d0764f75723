/**
 * The render thread on Node. An entry of its own: a thread needs neither the schemas nor the parsers, and every thread
 * would load them again (20 MB and 50 ms each).
 */

export { runRenderWorker } from './node/render-worker.js';
