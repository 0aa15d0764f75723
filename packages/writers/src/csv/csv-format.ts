import type { PatientRecord } from '@medical-patients/contract';
import { toBytes } from '../byte-sink.js';
import type { Format, FormatWriter, OutputFile, WriterOptions } from '../format.js';
import type { SpareBuffers } from '../spare-buffers.js';
import {
  complicationsTable,
  eventsTable,
  injuriesTable,
  treatmentsTable,
  triageTable,
  vitalsTable,
} from './course-tables.js';
import { CsvSink } from './csv-sink.js';
import { Patient } from './patient.js';
import { patientsTable } from './patients-table.js';
import type { Table } from './table.js';

/** The tables of the star schema, in the order of their files. */
const TABLES = [
  patientsTable,
  injuriesTable,
  vitalsTable,
  treatmentsTable,
  triageTable,
  eventsTable,
  complicationsTable,
] as const;

const FILES: readonly OutputFile[] = [...TABLES.map((table) => table.file), 'dictionary.csv'].map((file) => ({
  path: `csv/${file}`,
  mediaType: 'text/csv; charset=utf-8; header=present',
}));

/** A star schema for spreadsheets and statistics, with a dictionary of every column. */
export const csvFormat: Format = {
  name: 'csv',
  title: 'CSV: patients, injuries, vitals, treatments, triage, events, complications and a dictionary',
  files: FILES,
  mediaType: 'application/zip',
  streams: false,
  create: createCsvWriter,
};

function createCsvWriter({ spare }: WriterOptions): FormatWriter {
  const patient = new Patient();
  const tables = TABLES.map((table) => createTableWriter(table as Table<unknown>, patient, spare));
  return {
    name: 'csv',
    files: FILES,
    head: () => [
      ...TABLES.map((table) => encodeRows([table.columns.map(({ name }) => name)])),
      encodeDictionary(),
    ],
    write: (records) => {
      for (const record of records) {
        patient.read(record);
        for (const table of tables) table.write(record);
      }
    },
    take: () => [...tables.map((table) => table.take()), new Uint8Array(0)],
    tail: () => FILES.map(() => toBytes('')),
  };
}

/** Takes the table apart once: its two functions are called for every row. */
function createTableWriter<Row>(
  { rows: rowsOf, write }: Table<Row>,
  patient: Patient,
  spare: SpareBuffers | undefined,
): { write(record: PatientRecord): void; take(): Uint8Array<ArrayBuffer> } {
  const out = new CsvSink(spare);
  return {
    write: (record) => {
      const rows = rowsOf(record);
      for (let index = 0; index < rows.length; index++) {
        write(out, rows[index]!, patient, index + 1);
        out.endRow();
      }
    },
    take: () => out.take(),
  };
}

/** One row a column of the other files; the same for every data set. */
function encodeDictionary(): Uint8Array {
  const rows = [['file', 'column', 'type', 'unit', 'description']];
  for (const table of TABLES) {
    for (const { name, type, unit, description } of table.columns) {
      rows.push([table.file, name, type, unit, description]);
    }
  }
  return encodeRows(rows);
}

function encodeRows(rows: readonly (readonly string[])[]): Uint8Array {
  const out = new CsvSink();
  for (const [first, ...others] of rows) {
    out.first(first!);
    for (const cell of others) out.text(cell);
    out.endRow();
  }
  return out.take();
}
