// Tables in a bundle: as text that is parsed when it is loaded, for less time and memory than compiling them takes.
// Only ours: libraries that require their JSON expect it as it is.
import { readFileSync } from 'node:fs';

/** @type {import('esbuild').Plugin} */
export const jsonAsText = {
  name: 'json-as-text',
  setup: ({ onLoad }) => {
    onLoad({ filter: /reference-data[\\/]data[\\/].*\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { loader: 'js', contents: `export default JSON.parse(${JSON.stringify(text)});` };
    });
  },
};
