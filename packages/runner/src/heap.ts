/** An entry of its own: a program calls it before it knows what else to load. */

export { keepHeapTight } from './node/tight-heap.js';
