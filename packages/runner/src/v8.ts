/** An entry of its own: a program calls it before it knows what else to load. */

export { setUpV8 } from './node/v8-settings.js';
