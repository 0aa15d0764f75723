import { findPreset, presets } from '@medical-patients/reference-data';
import { withFailures } from '../failures.js';
import { print, printJson } from '../output.js';
import { unknownPreset } from '../scenario-source.js';
import { textTable } from '../text-table.js';

/** Lists the presets, or prints one as the commented YAML that it is. */
export function runPresets(name: string | undefined, flags: { readonly json?: boolean }): Promise<number> {
  return withFailures(flags, async () => {
    if (name !== undefined) {
      const preset = findPreset(name);
      if (preset === undefined) throw unknownPreset(name);
      if (flags.json) printJson(preset);
      else print(preset.yaml);
      return 0;
    }
    if (flags.json) {
      printJson(presets.map(({ yaml: _yaml, ...preset }) => preset));
      return 0;
    }
    print(
      textTable(
        [{ title: 'Preset' }, { title: 'What' }, { title: 'Also known as' }],
        presets.map(({ id, description, aliases, calibration }) => [
          calibration ? `${id} *` : id,
          description,
          aliases.join(', '),
        ]),
      ),
    );
    print('\n* published figures are checked against it. "medpat presets NAME" prints one to start from.');
    return 0;
  });
}
