/** Largest number of casualties whose service numbers all differ. */
const NUMBERS = 10_000_000;
/** Coprime to ten million: spreads consecutive casualties over the seven digits, each residue once. */
const MULTIPLIER = 7_654_321;
/** 23 letters without I, O and U; a prime count, so that one wrong digit or a swap of neighbours shows. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ';

/** Check letter of the seven digits. */
export function checkLetter(digits: number): string {
  return CHECK_LETTERS[digits % CHECK_LETTERS.length];
}

/**
 * Obviously fictional service number `EX-<alpha3>-NNNNNNN-<letter>` (calibration 7.4): no nation begins one with EX.
 *
 * @param prefix `EX-<alpha3>-`
 * @param casualtyNumber whole number; up to ten million in a row give different digits
 */
export function formatServiceNumber(prefix: string, casualtyNumber: number): string {
  const digits = ((casualtyNumber % NUMBERS) * MULTIPLIER) % NUMBERS;
  return `${prefix}${String(NUMBERS + digits).slice(1)}-${CHECK_LETTERS[digits % CHECK_LETTERS.length]}`;
}
