import { type Content, html, type Markup } from './html.js';

export interface Column {
  readonly name: string;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
}

export interface TableOptions {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  /** `narrow`: few short columns. `stacks`: becomes a list of cards where the screen is narrow. */
  readonly look?: 'narrow' | 'stacks';
}

/** A table with a caption, column heads, and the first cell of each row as its head. */
export function table({ caption, columns, rows, look }: TableOptions): Markup {
  const cell = (content: Content, index: number): Markup => {
    const column = columns[index];
    const tone = column?.numeric ? 'num' : 'text';
    return index === 0
      ? html`<th scope="row">${content}</th>`
      : html`<td class="${tone}" data-head="${column?.name ?? ''}">${content}</td>`;
  };
  return html`<div class="scroll"><table${look === undefined ? null : html` class="${look}"`}><caption>${caption}</caption><thead><tr>${columns.map(
    (column) => html`<th scope="col"${column.numeric ? html` class="num"` : null}>${column.name}</th>`,
  )}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`;
}

/** The numbers behind a chart, folded away. */
export function chartTable(options: TableOptions): Markup {
  return html`<details class="data"><summary>Numbers of this chart</summary>${table(options)}</details>`;
}

/** A horizontal bar of `share` (0 to 1) of the width it gets. */
export function bar(share: number, tone: string): Markup {
  const width = Number((Math.max(0, Math.min(1, share)) * 100).toFixed(1));
  return html`<span class="bar" aria-hidden="true"><i class="${tone}" style="width:${width}%"></i></span>`;
}

export function section(id: string, title: string, content: Content): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

export function figure(title: string, note: string, content: Content): Markup {
  return html`<figure><figcaption><h3>${title}</h3>${note === '' ? null : html`<p>${note}</p>`}</figcaption>${content}</figure>`;
}
