import { listFields, scenarioJsonSchema } from '@medical-patients/contract';
import { withFailures } from '../failures.js';
import { print, printJson } from '../output.js';
import { textTable } from '../text-table.js';

/** Prints the JSON Schema of scenarios, or all fields as a table. */
export function runSchema(flags: { readonly fields?: boolean }): Promise<number> {
  return withFailures({}, async () => {
    if (!flags.fields) {
      printJson(scenarioJsonSchema());
      return 0;
    }
    print(
      textTable(
        [
          { title: 'Field' },
          { title: 'Type' },
          { title: 'Default', maxWidth: 40 },
          { title: '', maxWidth: 120 },
        ],
        listFields().map((field) => [field.path, field.type, field.default ?? '', field.sentence]),
      ),
    );
    return 0;
  });
}
