import { describe, expect, it } from 'vitest';
import { greatCircleKm } from './network.js';

const RADIUS_KM = 6371;

/** The angle between two unit vectors, by the host's functions. */
function byVectors(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const vector = ({ lat, lon }: { lat: number; lon: number }) => {
    const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
  };
  const [x, y] = [vector(a), vector(b)];
  const cross = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]];
  const dot = x[0] * y[0] + x[1] * y[1] + x[2] * y[2];
  return RADIUS_KM * Math.atan2(Math.hypot(...cross), dot);
}

describe('greatCircleKm', () => {
  it.each([
    ['Tallinn to Narva', { lat: 59.437, lon: 24.7536 }, { lat: 59.3797, lon: 28.1791 }],
    ['Kiruna to Tromsø', { lat: 67.8558, lon: 20.2253 }, { lat: 69.6492, lon: 18.9553 }],
    ['across the date line', { lat: 51.9, lon: 179.2 }, { lat: 52.1, lon: -178.4 }],
    ['a step', { lat: 50, lon: 20 }, { lat: 50.0001, lon: 20 }],
    ['no way at all', { lat: -12.5, lon: 130 }, { lat: -12.5, lon: 130 }],
    ['Warsaw to Ramstein', { lat: 52.2297, lon: 21.0122 }, { lat: 49.4369, lon: 7.6003 }],
  ])('%s is what vectors give', (_, a, b) => {
    expect(greatCircleKm(a, b)).toBeCloseTo(byVectors(a, b), 4);
    expect(greatCircleKm(b, a)).toBeCloseTo(greatCircleKm(a, b), 9);
  });

  it('is right to a thousandth up to a quarter of the way round', () => {
    const pole = { lat: 90, lon: 0 };
    for (const lat of [80, 60, 45, 20, 5]) {
      const exact = ((90 - lat) * Math.PI * RADIUS_KM) / 180;
      expect(Math.abs(greatCircleKm(pole, { lat, lon: 77 }) / exact - 1)).toBeLessThan(1e-3);
    }
  });
});
