import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../support/source-files.js';
import { anchorOf, listPages, proseOf, readPage } from './markdown.js';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** Links of a page that lead nowhere. */
function brokenLinks(page: string): string[] {
  const broken: string[] = [];
  // Code inside a link's text is blanked with the rest; its target stays.
  for (const [, target = ''] of proseOf(page).matchAll(LINK)) {
    if (/^(https?|mailto):/.test(target)) continue;
    const [path = '', anchor] = target.split('#', 2);
    const file = path === '' ? page : posix.normalize(posix.join(dirname(page), path));
    if (!existsSync(join(projectRoot, file))) broken.push(`${target}: no such file`);
    else if (anchor !== undefined && !anchorsOf(file).has(anchor)) broken.push(`${target}: no such heading`);
  }
  return broken;
}

function anchorsOf(page: string): Set<string> {
  return new Set([...readPage(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
}

describe('every relative link resolves', () => {
  const pages = listPages();

  test('there are pages to look at', () => {
    expect(pages).toContain('README.md');
    expect(pages).toContain('ARCHITECTURE.md');
    expect(pages.length).toBeGreaterThan(20);
  });

  test.each(pages)('%s', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });
});

test('a link to a file or heading that is not there is found', () => {
  expect(anchorOf('Pathways that a wound opens')).toBe('pathways-that-a-wound-opens');
  expect(anchorsOf('README.md').has('two-commands')).toBe(true);
  expect(anchorsOf('README.md').has('no-such-heading')).toBe(false);
});
