/**
 * The page of the service's settings, from the schema that reads them.
 *
 * @param {Record<string, any>} exports - the sources, `describeSettings` among them
 * @returns {string}
 */
export function settingsPage({ describeSettings }) {
  const rows = describeSettings().map(({ variable, fallback, secret, about }) => {
    const standard = fallback === null ? '–' : fallback === '' ? 'empty' : `\`${fallback}\``;
    return `| \`${variable}\` | ${standard} | ${about.replaceAll('|', '\\|')}${secret ? ' A secret.' : ''} |`;
  });
  return `# Settings of the service

Generated from the schema that reads them; do not edit. \`medpat serve\` and \`medpat worker\` read these variables of the
environment once, at their start, and name every problem at once. A variable that begins with \`MEDPAT_\` and is not one of
them is a problem too.

| variable | when left out | what it does |
| --- | --- | --- |
${rows.join('\n')}
`;
}
