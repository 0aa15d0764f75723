/** Reversed polynomial of CRC-32 (IEEE 802.3), as ZIP uses it. */
const POLYNOMIAL = 0xedb88320;
const BITS = 32;

/**
 * CRC-32 of two pieces joined, from theirs alone: the first is moved past the second's length, which is a product of
 * matrices over GF(2), one for each power of two (the method of zlib's `crc32_combine`).
 *
 * @param secondBytes length of the second piece
 */
export function combineCrc32(first: number, second: number, secondBytes: number): number {
  let crc = first;
  let length = secondBytes;
  // Moves a CRC past one zero bit; squared three times: past one zero byte.
  let matrix = square(square(square(oneBit())));
  while (length > 0) {
    if (length % 2 === 1) crc = times(matrix, crc);
    matrix = square(matrix);
    length = Math.floor(length / 2);
  }
  return (crc ^ second) >>> 0;
}

function oneBit(): Uint32Array {
  const matrix = new Uint32Array(BITS);
  matrix[0] = POLYNOMIAL;
  for (let bit = 1; bit < BITS; bit++) matrix[bit] = 2 ** (bit - 1);
  return matrix;
}

function times(matrix: Uint32Array, vector: number): number {
  let product = 0;
  let rest = vector;
  for (let bit = 0; rest !== 0; bit++) {
    if ((rest & 1) !== 0) product ^= matrix[bit] ?? 0;
    rest >>>= 1;
  }
  return product;
}

function square(matrix: Uint32Array): Uint32Array {
  return matrix.map((column) => times(matrix, column));
}
