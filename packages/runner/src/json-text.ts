/**
 * JSON for people: two spaces of indent, and lists of numbers on one line (an hourly curve has thousands).
 */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\s+(?:-?[\d.eE+-]+|null)(?:,\s+(?:-?[\d.eE+-]+|null))*\s+\]/g, oneLine)}\n`;
}

const oneLine = (list: string): string => list.replace(/\s+/g, '');
