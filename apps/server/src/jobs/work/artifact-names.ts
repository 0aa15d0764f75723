/** Names of a job's artifacts, the same for every attempt, so that a repeated task replaces what it wrote before. */
const numbered = (number: number): string => String(number).padStart(5, '0');

export const segmentName = (segment: number): string => `segments/${numbered(segment)}`;
export const partName = (range: number, path: string): string => `parts/${numbered(range)}/${path}`;
export const indexPartName = (range: number): string => `index/parts/${numbered(range)}`;
export const reportName = (path: string): string => `reports/${path}`;

/** The index in its two orders, and the counts by block of each. */
export const INDEX_NAMES = {
  number: { entries: 'index/by-number', blocks: 'index/by-number.blocks' },
  iss: { entries: 'index/by-iss', blocks: 'index/by-iss.blocks' },
} as const;

export const ARCHIVE_NAME = 'archive.zip';

export const placeOf = (jobId: string, name: string): string => `${jobId}/${name}`;
