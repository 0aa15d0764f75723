import type { Echelon, PatientRecord } from '@medical-patients/contract';
import { minutesBetween } from '../iso-time.js';
import type { Cell } from './csv-sink.js';

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'date-time';

/** A column: what it holds, for the dictionary, and how it is read off a row. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  /** UCUM, or empty. */
  readonly unit: string;
  readonly description: string;
  readonly read: (row: Row, record: PatientRecord, sequence: number) => Cell;
}

/** A file of the star schema. */
export interface Table<Row> {
  readonly file: string;
  readonly rows: (record: PatientRecord) => readonly Row[];
  readonly columns: readonly Column<Row>[];
}

/** Shorthand for a column without a unit. */
export function column<Row>(
  name: string,
  type: ColumnType,
  description: string,
  read: Column<Row>['read'],
): Column<Row> {
  return { name, type, unit: '', description, read };
}

/** Shorthand for a column with a UCUM unit. */
export function measure<Row>(
  name: string,
  unit: string,
  description: string,
  read: Column<Row>['read'],
): Column<Row> {
  return { name, type: 'number', unit, description, read };
}

/** The two columns that begin every table but `patients.csv`: which patient, and which row of that patient. */
export function keyColumns<Row>(): readonly Column<Row>[] {
  return [
    column('patient_id', 'text', 'id in patients.csv', (_, record) => record.id),
    column(
      'sequence',
      'integer',
      'Order among the rows of this patient, from 1',
      (_row, _record, nth) => nth,
    ),
  ];
}

/** Time, minutes since injury, place and echelon: four columns that most tables share. */
export function whenAndWhere<
  Row extends { readonly time: string; readonly place: string },
>(): readonly Column<Row>[] {
  return [
    column('time', 'date-time', 'Time, UTC', (row) => row.time),
    measure('minutes_since_injury', 'min', 'Time since injury or onset', (row, record) =>
      minutesBetween(record.incident.time, row.time),
    ),
    column('place', 'text', 'Where: point of injury, vehicle or facility', (row) => row.place),
    column('echelon', 'text', 'poi, transport or role-1 to role-4', (row, record) =>
      echelonOf(record, row.place),
    ),
  ];
}

/** The echelon of a place, as the timeline has it; a place where no event happens is a vehicle. */
function echelonOf({ timeline }: PatientRecord, place: string): Echelon {
  for (const event of timeline) if (event.place === place) return event.echelon;
  return 'transport';
}
