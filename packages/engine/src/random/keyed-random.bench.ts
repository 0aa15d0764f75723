/** Cost of opening a stream and of each draw. Run: bundle or strip types, then node. */

import { bench, do_not_optimize, run } from 'mitata';
import { exp, log, pow } from './det-math.js';
import { cumulate, KeyedRandom } from './keyed-random.js';

const random = new KeyedRandom(42);
const weights = cumulate([5, 1, 4, 1, 3, 9, 2]);
const counts = new Int32Array(5);
let n = 0;
random.open(1, 1);

bench('open', () => do_not_optimize(random.open(3, n++)));
bench('open + uniform', () => do_not_optimize(random.open(3, n++).uniform()));
bench('uniform', () => do_not_optimize(random.uniform()));
bench('integer(1000)', () => do_not_optimize(random.integer(1000)));
bench('normal', () => do_not_optimize(random.normal()));
bench('logNormal', () => do_not_optimize(random.logNormal(10, 0.5)));
bench('exponential', () => do_not_optimize(random.exponential(3)));
bench('gamma(6, 1)', () => do_not_optimize(random.gamma(6, 1)));
bench('poisson(3)', () => do_not_optimize(random.poisson(3)));
bench('poisson(1e6)', () => do_not_optimize(random.poisson(1e6)));
bench('binomial(20, 0.2)', () => do_not_optimize(random.binomial(20, 0.2)));
bench('binomial(1e7, 0.3)', () => do_not_optimize(random.binomial(1e7, 0.3)));
bench('pick of 7', () => do_not_optimize(random.pick(weights)));
bench('multinomial(1000, 5)', () => random.multinomial(1000, [1, 2, 3, 4, 5], counts));
bench('det exp', () => do_not_optimize(exp((n++ & 1023) / 32 - 16)));
bench('det log', () => do_not_optimize(log((n++ & 1023) + 0.5)));
bench('det pow', () => do_not_optimize(pow((n++ & 1023) + 0.5, -1.95)));
bench('Math.exp', () => do_not_optimize(Math.exp((n++ & 1023) / 32 - 16)));
bench('Math.log', () => do_not_optimize(Math.log((n++ & 1023) + 0.5)));
bench('Math.pow', () => do_not_optimize(((n++ & 1023) + 0.5) ** -1.95));

await run();
