import { html, Markup } from '../html.js';
import type { Tick, ValueAxis } from './axis.js';

/** Height of a plot in its own units; the picture stretches, its lines and labels do not. */
export const PLOT_UNITS = 1_000;

export interface PlotOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  /** Width in the plot's own units, usually the number of bins. */
  readonly units: number;
  readonly y: ValueAxis;
  /** What the numbers of the value axis count. */
  readonly yName: string;
  readonly xTicks: readonly Tick[];
  /** Is each label centred under its tick (columns), or does it begin there (time)? */
  readonly xCentred?: boolean;
  readonly height?: number;
  readonly layers: readonly Markup[];
  /** Value at which a dashed line runs across. */
  readonly line?: number;
}

function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))}%`;
}

/**
 * A chart: the marks in an SVG that stretches to the width it gets, axis labels in HTML beside it, so that text stays
 * readable on a phone.
 */
export function plot(options: PlotOptions): Markup {
  const { units, y, line } = options;
  const grid = y.ticks.map((tick) => {
    const at = Math.round((1 - tick.at) * PLOT_UNITS);
    return html`<path class="${tick.at === 0 ? 'base' : 'grid'}" d="M0 ${at}H${units}"/>`;
  });
  const across =
    line === undefined
      ? null
      : html`<path class="limit" d="M0 ${Math.round((1 - line / y.max) * PLOT_UNITS)}H${units}"/>`;
  return html`<div class="plot${options.xCentred ? ' centred' : ''}" style="--h:${options.height ?? 180}px">
<div class="y-name">${options.yName}</div>
<div class="y" aria-hidden="true">${y.ticks.map(
    (tick) => html`<span style="bottom:${percent(tick.at)}">${tick.text}</span>`,
  )}</div>
<div class="area"><svg viewBox="0 0 ${units} ${PLOT_UNITS}" preserveAspectRatio="none" role="img" aria-label="${options.label}"><title>${options.label}</title>${grid}${options.layers}${across}</svg></div>
<div class="x" aria-hidden="true">${options.xTicks.map(
    (tick) =>
      html`<span${tick.minor ? new Markup(' class="minor"') : null} style="left:${percent(tick.at)}">${tick.text}</span>`,
  )}</div></div>`;
}

/** Colours with their names and, where given, a number: the legend that is read before the chart. */
export function legend(
  entries: readonly { readonly tone: string; readonly name: string; readonly text?: string }[],
): Markup {
  return html`<ul class="legend">${entries.map(
    (entry) =>
      html`<li><i class="swatch ${entry.tone}"></i>${entry.name}${
        entry.text === undefined ? null : html` <b>${entry.text}</b>`
      }</li>`,
  )}</ul>`;
}
