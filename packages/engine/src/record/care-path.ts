/**
 * The care path chunk: what the simulation hands to record assembly. Numbers only, one transferable buffer, so that a
 * thread, a process or another machine can turn it into records. Little-endian; every part is four-byte aligned.
 *
 * ```text
 * chunk   u32 magic 'MPC1' · u32 count · u32 first number · u32 reserved
 *         u32 offset[count + 1]        byte offsets from the start of the chunk
 *         path[count]                  in casualty number order
 * path    48-byte header · 4 bytes a wound · 12 bytes an event
 * header   0 u32 number              4 u32 injury, s          8 u32 incident
 *         12 u16 front              14 u8 nation             15 u8 class
 *         16 u8 warfare type        17 u8 mechanism          18 u8 flags          19 u8 true triage
 *         20 u8 outcome             21 u8 cause              22 u8 preventability 23 u8 wounds
 *         24 u32 outcome, s         28 u16 outcome place     30 u16 events
 *         32 u8 ISS                 33 u8 NISS               34 u16 condition row
 *         36 u8 agent               37 u8 dose class         38 u8 severity       39 u8 blood units
 *         40 u16 pathways           42 u16 lowest volume ·10⁴ 44 f32 recovery, days
 * wound    0 u8 condition row        1 u8 region + 16·side    2 u8 AIS + 8·bleeding class  3 u8 pathway bits 0–7
 * event    0 u32 time, s             4 u8 kind                5 u8 detail         6 u16 place
 *          8 u16 a                  10 u16 b
 * ```
 *
 * Times are whole seconds since the scenario's start. Places count the fronts' points of injury first, then the
 * facilities. A path holds at most 24 wounds.
 */
export const CHUNK_MAGIC = 0x3143504d;
export const CHUNK_HEADER_BYTES = 16;
export const PATH_HEADER_BYTES = 48;
export const WOUND_BYTES = 4;
export const EVENT_BYTES = 12;
export const MAX_WOUNDS = 24;

/** Header and sizes of one path, read from a chunk into fields that are overwritten by the next `read`. */
export class CarePathView {
  number = 0;
  injurySeconds = 0;
  incident = 0;
  front = 0;
  nation = 0;
  casualtyClass = 0;
  warfare = 0;
  mechanism = 0;
  flags = 0;
  trueTriage = 0;
  outcome = 0;
  cause = 0;
  preventability = 0;
  woundCount = 0;
  outcomeSeconds = 0;
  outcomePlace = 0;
  eventCount = 0;
  iss = 0;
  niss = 0;
  conditionRow = 0;
  agent = 0;
  doseClass = 0;
  severity = 0;
  bloodUnits = 0;
  pathways = 0;
  lowestVolume = 1;
  recoveryDays = 0;
  /** Byte position of the first wound and the first event in `bytes`. */
  woundsAt = 0;
  eventsAt = 0;

  readonly bytes: Uint8Array;
  readonly #u16: Uint16Array;
  readonly #u32: Uint32Array;
  readonly #f32: Float32Array;
  readonly count: number;
  readonly firstNumber: number;

  /** @throws RangeError when the buffer is not a care path chunk. */
  constructor(chunk: ArrayBuffer) {
    this.bytes = new Uint8Array(chunk);
    this.#u16 = new Uint16Array(chunk);
    this.#u32 = new Uint32Array(chunk);
    this.#f32 = new Float32Array(chunk);
    if (this.#u32[0] !== CHUNK_MAGIC) throw new RangeError('not a care path chunk');
    this.count = this.#u32[1];
    this.firstNumber = this.#u32[2];
  }

  /** Moves to the path at `index` (0 to count − 1). */
  read(index: number): this {
    const u8 = this.bytes;
    const u16 = this.#u16;
    const u32 = this.#u32;
    const at = u32[4 + index];
    const word = at >> 2;
    const half = at >> 1;
    this.number = u32[word];
    this.injurySeconds = u32[word + 1];
    this.incident = u32[word + 2];
    this.front = u16[half + 6];
    this.nation = u8[at + 14];
    this.casualtyClass = u8[at + 15];
    this.warfare = u8[at + 16];
    this.mechanism = u8[at + 17];
    this.flags = u8[at + 18];
    this.trueTriage = u8[at + 19];
    this.outcome = u8[at + 20];
    this.cause = u8[at + 21];
    this.preventability = u8[at + 22];
    this.woundCount = u8[at + 23];
    this.outcomeSeconds = u32[word + 6];
    this.outcomePlace = u16[half + 14];
    this.eventCount = u16[half + 15];
    this.iss = u8[at + 32];
    this.niss = u8[at + 33];
    this.conditionRow = u16[half + 17];
    this.agent = u8[at + 36];
    this.doseClass = u8[at + 37];
    this.severity = u8[at + 38];
    this.bloodUnits = u8[at + 39];
    this.pathways = u16[half + 20];
    this.lowestVolume = u16[half + 21] / 10_000;
    this.recoveryDays = this.#f32[word + 11];
    this.woundsAt = at + PATH_HEADER_BYTES;
    this.eventsAt = this.woundsAt + this.woundCount * WOUND_BYTES;
    return this;
  }

  eventSeconds(event: number): number {
    return this.#u32[(this.eventsAt + event * EVENT_BYTES) >> 2];
  }
  eventKind(event: number): number {
    return this.bytes[this.eventsAt + event * EVENT_BYTES + 4];
  }
  eventDetail(event: number): number {
    return this.bytes[this.eventsAt + event * EVENT_BYTES + 5];
  }
  eventPlace(event: number): number {
    return this.#u16[(this.eventsAt + event * EVENT_BYTES + 6) >> 1];
  }
  eventA(event: number): number {
    return this.#u16[(this.eventsAt + event * EVENT_BYTES + 8) >> 1];
  }
  eventB(event: number): number {
    return this.#u16[(this.eventsAt + event * EVENT_BYTES + 10) >> 1];
  }
  /** Severity of one process channel (0 airway, 1 chest, 2 brain, 3 systemic) at a reading, 0 to 1. */
  eventSeverity(event: number, channel: number): number {
    return this.bytes[this.eventsAt + event * EVENT_BYTES + 8 + channel] / 250;
  }
  woundCondition(wound: number): number {
    return this.bytes[this.woundsAt + wound * WOUND_BYTES];
  }
  woundRegion(wound: number): number {
    return this.bytes[this.woundsAt + wound * WOUND_BYTES + 1] & 15;
  }
  woundSide(wound: number): number {
    return this.bytes[this.woundsAt + wound * WOUND_BYTES + 1] >> 4;
  }
  woundAis(wound: number): number {
    return this.bytes[this.woundsAt + wound * WOUND_BYTES + 2] & 7;
  }
  woundBleedingClass(wound: number): number {
    return this.bytes[this.woundsAt + wound * WOUND_BYTES + 2] >> 3;
  }
  woundPathways(wound: number): number {
    return this.bytes[this.woundsAt + wound * WOUND_BYTES + 3];
  }
}

/**
 * Lays packed paths one after another into a chunk.
 *
 * @param paths packed paths, each as written by the simulation, in casualty number order
 */
export function packChunk(paths: readonly Uint8Array[], firstNumber: number): ArrayBuffer {
  const table = CHUNK_HEADER_BYTES + (paths.length + 1) * 4;
  let size = table;
  for (const path of paths) size += path.byteLength;
  const chunk = new ArrayBuffer(size);
  const bytes = new Uint8Array(chunk);
  const words = new Uint32Array(chunk);
  words[0] = CHUNK_MAGIC;
  words[1] = paths.length;
  words[2] = firstNumber;
  let at = table;
  for (let i = 0; i < paths.length; i++) {
    words[4 + i] = at;
    bytes.set(paths[i], at);
    at += paths[i].byteLength;
  }
  words[4 + paths.length] = at;
  return chunk;
}
