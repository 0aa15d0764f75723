/**
 * Keeps what `make` makes of a table of reference data: it depends on the table alone, and all runs of a process share
 * it. Compiling them anew took some 20 ms of each run.
 */
export function oncePer<Table extends object, Made>(make: (table: Table) => Made): (table: Table) => Made {
  const made = new WeakMap<Table, { readonly value: Made }>();
  return (table) => {
    let entry = made.get(table);
    if (entry === undefined) {
      entry = { value: make(table) };
      made.set(table, entry);
    }
    return entry.value;
  };
}
