import { expect, it } from 'vitest';
import { deviance, logBinomialMass, logPoissonMass, stirlingError } from './log-mass.js';

it('the Stirling error is that of the factorial', () => {
  let factorial = 1;
  for (let n = 1; n <= 20; n++) {
    factorial *= n;
    const exact = Math.log(factorial) - 0.5 * Math.log(2 * Math.PI * n) - n * (Math.log(n) - 1);
    expect(stirlingError(n)).toBeCloseTo(exact, 13);
  }
});

it('the deviance has no jump where the series begins', () => {
  for (const m of [1, 37.5, 1e7]) {
    for (const ratio of [0.5, 0.8181, 0.8183, 0.999, 1, 1.001, 1.222, 1.2223, 3]) {
      const x = ratio * m;
      expect(deviance(x, m) / m).toBeCloseTo(ratio * Math.log(ratio) + 1 - ratio, 13);
    }
  }
});

it('masses add up to 1 and have the mean', () => {
  for (const mean of [0.1, 3, 10, 250.5, 1e5]) {
    let total = 0;
    let moment = 0;
    for (let k = 0; k < mean + 12 * Math.sqrt(mean) + 30; k++) {
      const mass = Math.exp(logPoissonMass(k, mean));
      total += mass;
      moment += k * mass;
    }
    expect(total).toBeCloseTo(1, 11);
    expect(moment / mean).toBeCloseTo(1, 11);
  }
  for (const [n, p] of [
    [1, 0.3],
    [12, 0.5],
    [1000, 0.017],
    [40_000, 0.9],
  ] as const) {
    let total = 0;
    let moment = 0;
    for (let k = 0; k <= n; k++) {
      const mass = Math.exp(logBinomialMass(k, n, p));
      total += mass;
      moment += k * mass;
    }
    expect(total).toBeCloseTo(1, 11);
    expect(moment / (n * p)).toBeCloseTo(1, 11);
  }
});
