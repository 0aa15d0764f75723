import type { PatientRecord } from '@medical-patients/contract';
import type { CsvSink } from './csv-sink.js';
import type { Patient } from './patient.js';

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'date-time';

/** What a column holds, for the dictionary. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** UCUM, or empty. */
  readonly unit: string;
  readonly description: string;
}

/** A file of the star schema. */
export interface Table<Row> {
  readonly file: string;
  readonly columns: readonly Column[];
  readonly rows: (record: PatientRecord) => readonly Row[];
  /**
   * Writes the cells of a row in the order of the columns, without the line end. Written out cell by cell, because a
   * reader for each column cost twice the time; `tables.properties.ts` sees that the two agree.
   *
   * @param sequence number of the row among those of the patient, from 1
   */
  readonly write: (out: CsvSink, row: Row, patient: Patient, sequence: number) => void;
}

/** Shorthand for a column without a unit. */
export function column(name: string, type: ColumnType, description: string): Column {
  return { name, type, unit: '', description };
}

/** Shorthand for a column with a UCUM unit. */
export function measure(name: string, unit: string, description: string): Column {
  return { name, type: 'number', unit, description };
}
