import { summarySchema } from '@medical-patients/contract';
import { describe, expect, it } from 'vitest';
import { renderSummaryHtml } from './render-summary-html.js';
import { exampleSummary } from './testing/example-summary.js';

const page = renderSummaryHtml(exampleSummary(), { datasetId: '3f9a2c' });

describe('summary page', () => {
  it('renders what the contract calls a summary', () => {
    expect(summarySchema.safeParse(exampleSummary()).error).toBeUndefined();
  });

  it('needs nothing from outside and runs no script', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\bon[a-z]+=|javascript:/i);
    expect(page.match(/https?:\/\/[^\s"'<]+/g)).toBeNull();
  });

  it('says that it is an exercise', () => {
    expect(page).toContain('EXERCISE – synthetic data');
  });

  it('prints each rate with its numbers and denominator', () => {
    expect(page).toContain('32 killed in action');
    expect(page).toContain(
      'of 151 killed in action and wounded in action, less those returned to duty within 72 h of injury',
    );
    expect(page).toMatch(/95 % interval 15\u00a0% to 28\u00a0%/);
  });

  it('names every picture and gives every chart its table', () => {
    const pictures = page.match(/<svg[^>]*>/g) ?? [];
    expect(pictures.length).toBeGreaterThan(15);
    for (const picture of pictures) expect(picture).toMatch(/role="img" aria-label="[^"]+"/);
    expect(page.match(/<figure>/g)?.length).toBe(page.match(/<\/figure>/g)?.length);
    for (const block of page.split('<figure>').slice(1)) expect(block).toContain('<table');
  });

  it('never calls weak evidence a pass', () => {
    const row = page.split('<tr>').find((part) => part.includes('Explosive or fragment share of WIA'));
    expect(row).toContain('plausible</span>');
    expect(row).toContain('within a plausible band (weak evidence)');
    expect(row).not.toMatch(/>\s*pass</);
  });

  it('escapes every text of the scenario', () => {
    const attack = `"><img src=x onerror=alert(1)>&'`;
    // Words of the contract's own lists cannot hold anything else.
    const fixed = new Set(['verdict', 'strength', 'class', 'group', 'measure', 'from', 'judgement', 'start']);
    const poison = (value: unknown): unknown => {
      if (typeof value === 'string') return `${value}${attack}`;
      if (Array.isArray(value)) return value.map(poison);
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(
          Object.entries(value).map(([key, inner]) => [key, fixed.has(key) ? inner : poison(inner)]),
        );
      }
      return value;
    };
    const plain = exampleSummary();
    const poisoned = poison(plain) as typeof plain;
    const html = renderSummaryHtml(poisoned, { title: attack, datasetId: attack });
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/"[^"<>]*onerror=[^"]*"\s*>\s*&/);
    const tags = (source: string) => new Set(source.match(/<[a-z!/][^\s>]*/gi));
    expect([...tags(html)].filter((tag) => !tags(page).has(tag))).toEqual([]);
  });

  it('closes what it opens', () => {
    const open: string[] = [];
    const void_ = new Set(['meta', 'path']);
    for (const [, slash, name = '', rest = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (void_.has(name) || rest.endsWith('/')) continue;
      if (slash === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });

  it('stays small for thirty days, and works for one and for 180', () => {
    expect(renderSummaryHtml(exampleSummary(30)).length).toBeLessThan(400_000);
    for (const days of [1, 180]) {
      const html = renderSummaryHtml(exampleSummary(days));
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('is the same for the same summary', () => {
    expect(renderSummaryHtml(exampleSummary(), { datasetId: '3f9a2c' })).toBe(page);
  });
});
