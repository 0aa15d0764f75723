import { bench, run, summary } from 'mitata';
import { createWriter, FORMATS } from './formats.js';
import { JsonSink } from './json/json-sink.js';
import { writeRecord } from './json/record-json.js';
import { createRecords } from './testing/records.js';
import { OPTIONS, writeAll } from './testing/write-all.js';

/*
 * What a chunk of 1,000 records costs. Each name carries the megabytes that one iteration writes, so that MB/s is that
 * figure over the time.
 *
 * Measured on Node 20.20, two busy cores, records of 8.7 KB with names in six scripts, 60 rounds, CPU time, best:
 *
 *   JSON.stringify of the whole chunk, then encode      100 MB/s   (a string of many megabytes, and a wide one)
 *   JSON.stringify per record, encodeInto one buffer    225 MB/s
 *   string concatenation by hand, encodeInto            255 MB/s   (485 before the string is flattened)
 *   bytes by hand, keys as strings                      260 MB/s
 *   bytes by hand, keys as byte arrays                  345 MB/s   (300 to 325 with the copy out of the buffer)
 *
 * The writers of the table, the same way: json and ndjson 300, classic 170 (2.8 KB a record), csv 160 MB/s (4.6 KB; it
 * was 68 with the call of a reader for each of some 1,500 cells).
 *
 * On another machine, half as fast that hour, both programs in turn: the bytes by hand took 73 ms for the chunk. Since
 * strings are read without looking up their methods, fragments and numbers are written in words, and Glasgow scores are
 * known by the second round, it is 26 to 39. JSON.stringify per record took 50 to 90 there.
 *
 * A memo of the vocabulary's strings as bytes gained nothing over the last one, which is `json/record-json.ts`.
 */

// Parsed anew, so that no two records share a string, which would flatter whoever remembers strings.
const RECORDS = JSON.parse(JSON.stringify(createRecords(1_000))) as ReturnType<typeof createRecords>;

const megabytes = (format: string): string => {
  const bytes = [...writeAll(format, RECORDS).values()].reduce((sum, file) => sum + file.length, 0);
  return `${(bytes / 1e6).toFixed(2)} MB`;
};

summary(() => {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(1 << 25);
  bench(`json: stringify the chunk, encode, ${megabytes('json')}`, () =>
    encoder.encode(JSON.stringify(RECORDS)),
  );
  bench(`json: stringify a record, encodeInto, ${megabytes('json')}`, () => {
    let at = 0;
    for (const record of RECORDS) {
      at += encoder.encodeInto(JSON.stringify(record), buffer.subarray(at)).written;
    }
    return buffer.slice(0, at);
  });
  const out = new JsonSink();
  bench(`json: bytes by hand, ${megabytes('json')}`, () => {
    for (const record of RECORDS) writeRecord(out, record);
    return out.take();
  });
});

for (const { name } of FORMATS) {
  const writer = createWriter(name, OPTIONS);
  bench(`${name}: the writer, ${megabytes(name)}`, () => {
    writer.write(RECORDS, true);
    return writer.take();
  });
}

await run();
