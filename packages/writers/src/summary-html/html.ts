/** A piece of finished markup. Everything that is not one is text, and is escaped when it is put into a piece. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  toString(): string {
    return this.source;
  }
}

export type Content = Markup | string | number | null | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for element content and for quoted attributes. */
function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function sourceOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.source;
  if (typeof content === 'object') return content.map(sourceOf).join('');
  return escapeText(String(content));
}

/**
 * Markup from a template: values that are not markup themselves are escaped.
 *
 * @example
 * html`<td title="${name}">${value}</td>`
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let source = template[0] ?? '';
  for (const [index, value] of values.entries()) source += sourceOf(value) + (template[index + 1] ?? '');
  return new Markup(source);
}
