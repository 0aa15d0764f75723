/** A column of a table of text. */
export interface Column {
  readonly title: string;
  /** Numbers stand right. */
  readonly align?: 'left' | 'right';
  /** Longer texts are cut. */
  readonly maxWidth?: number;
}

/** Characters, not code units; wide characters of East Asian scripts do not occur in our data. */
const width = (text: string): number => [...text].length;

/**
 * Lays out rows as text: two spaces between columns, a rule below the titles.
 *
 * @returns lines without a line end after the last
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cut = (text: string, { maxWidth = 80 }: Column): string =>
    width(text) <= maxWidth ? text : `${[...text].slice(0, maxWidth - 1).join('')}…`;
  const cells = rows.map((row) => columns.map((column, index) => cut(row[index] ?? '', column)));
  const widths = columns.map(({ title }, index) =>
    Math.max(width(title), ...cells.map((row) => width(row[index] ?? ''))),
  );
  const line = (texts: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const text = texts[index] ?? '';
        const space = ' '.repeat((widths[index] ?? 0) - width(text));
        return align === 'right' ? space + text : text + space;
      })
      .join('  ')
      .trimEnd();
  const hasTitles = columns.some(({ title }) => title !== '');
  const head = hasTitles
    ? [line(columns.map(({ title }) => title)), widths.map((count) => '─'.repeat(count)).join('  ')]
    : [];
  return [...head, ...cells.map(line)].join('\n');
}

/** Two columns without titles: a name, and what it is. */
export function textList(rows: readonly (readonly [string, string])[]): string {
  return textTable([{ title: '' }, { title: '', maxWidth: 400 }], rows);
}
