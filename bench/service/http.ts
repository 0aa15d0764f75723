import { Agent, type IncomingMessage, request as startRequest } from 'node:http';

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** From the call to the last byte. */
  readonly milliseconds: number;
}

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client of one API process with connections of its own, which stay open. */
export interface HttpClient {
  ask(question: Question): Promise<Answer>;
  /** Calls back with every piece of the answer's body. */
  open(question: Question): Promise<IncomingMessage>;
  close(): void;
}

export function createHttpClient(url: string, key: string): HttpClient {
  const agent = new Agent({ keepAlive: true });
  const open: HttpClient['open'] = ({ method = 'GET', path, body, headers }) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const request = startRequest(
        `${url}${path}`,
        {
          agent,
          method,
          headers: {
            'x-api-key': key,
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
            ...headers,
          },
        },
        resolve,
      );
      request.on('error', reject);
      request.end(text);
    });
  return {
    open,
    ask: async (question) => {
      const started = performance.now();
      const response = await open(question);
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece as Buffer);
      return {
        status: response.statusCode ?? 0,
        text: Buffer.concat(pieces).toString('utf8'),
        milliseconds: performance.now() - started,
      };
    },
    close: () => agent.destroy(),
  };
}

/** @throws Error unless the answer has a status of the 200s */
export function jsonOf<Body>({ status, text }: Pick<Answer, 'status' | 'text'>): Body {
  if (status < 200 || status > 299) throw new Error(`answered with ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as Body;
}
