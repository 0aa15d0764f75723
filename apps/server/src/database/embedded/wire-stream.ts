import { Duplex } from 'node:stream';

/** Where a connection's bytes go. */
export interface WireTarget {
  connect(): void;
  send(bytes: Uint8Array): void;
}

type Done = (error?: Error | null) => void;

/** AuthenticationOk, then ReadyForQuery in state idle: the end of a start-up that asks for no password. */
const GREETING = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
/** First byte of the message with which a driver leaves. */
const TERMINATE = 0x58;

/**
 * A connection of the driver `pg` to the embedded database, in the shape of a socket. The start-up is answered here,
 * since the embedded database knows no users; all other messages go to its thread and their replies come back.
 */
export class WireStream extends Duplex {
  readonly #target: WireTarget;
  #greeted = false;

  constructor(target: WireTarget) {
    super();
    this.#target = target;
  }

  /** Called by the driver, as it would on a socket. */
  connect(): this {
    this.#target.connect();
    return this;
  }

  /** Called when the thread has made room for this connection. */
  accept(): void {
    this.emit('connect');
  }

  receive(bytes: Uint8Array): void {
    this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#forward(chunk);
    done();
  }

  /** The messages of one statement come together: one way there and one back. */
  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    this.#forward(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  #forward(bytes: Buffer): void {
    if (!this.#greeted) {
      this.#greeted = true;
      this.push(GREETING);
    } else if (bytes[0] === TERMINATE) {
      this.push(null);
    } else {
      this.#target.send(bytes);
    }
  }

  /** Sockets have these; here there is nothing to tune. */
  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
