import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, projectRoot } from '../support/source-files.js';

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** The comment on the line before the block: `runnable`, or `file: battle.yaml`. */
  readonly mark: string;
  readonly text: string;
}

/** Every page that people read, relative to the repository. */
export function listPages(): readonly string[] {
  return listFiles('').filter((path) => path.endsWith('.md') && path !== 'docs/decisions/template.md');
}

export function readPage(page: string): string {
  return readFileSync(join(projectRoot, page), 'utf8').replaceAll('\r\n', '\n');
}

/** The fenced blocks of a page in order. */
export function listBlocks(page: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = readPage(page).split('\n');
  let mark = '';
  for (let i = 0; i < lines.length; i++) {
    const fence = /^```(\w*)$/.exec(lines[i] ?? '');
    const comment = /^<!-- (.+) -->$/.exec(lines[i] ?? '');
    if (comment !== null) mark = comment[1] ?? '';
    else if (fence !== null) {
      const end = lines.indexOf('```', i + 1);
      if (end < 0) throw new Error(`${page}:${i + 1}: a block without an end`);
      const text = `${lines.slice(i + 1, end).join('\n')}\n`;
      blocks.push({ page, line: i + 1, language: fence[1] ?? '', mark, text });
      mark = '';
      i = end;
    } else if (lines[i] !== '') mark = '';
  }
  return blocks;
}

/** Text of a page without its fenced blocks and inline code, where `[a](b)` is no link. */
export function proseOf(page: string): string {
  return readPage(page)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '``');
}

/** The anchor that a heading gets on code hosts. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}
