/** Lines of UTF-8 text from pieces of bytes, without their line ends; memory holds one line. */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const bytes of pieces) {
    const text = rest + decoder.decode(bytes, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield text.slice(from, end);
      from = end + 1;
    }
    rest = text.slice(from);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** A record of `patients.json` or `patients.ndjson`, or what stands on its line instead. */
export interface RecordLine {
  /** From 1. */
  readonly line: number;
  /** Undefined where the line is no JSON. */
  readonly value: unknown;
}

/** Records of a file that holds one on each line, inside an array or without anything around them. */
export async function* readRecordLines(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<RecordLine, void, undefined> {
  let line = 0;
  for await (const text of readLines(pieces)) {
    line++;
    const content = text.endsWith(',') ? text.slice(0, -1) : text;
    if (content === '[' || content === ']' || content === '[]' || content === '') continue;
    yield { line, value: parse(content) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller reports the line: undefined is no JSON value.
    return undefined;
  }
}
