import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'

const FLUSH_LENGTH = 64 * 1024

/** A stream with backpressure as promises, which reject instead of hanging when the stream closes early. */
export class Sink {
  readonly #out: Writable
  #failure: Error | undefined
  #text = ''

  constructor(out: Writable) {
    this.#out = out
    // Without a listener an error between two writes would end the process.
    out.on('error', (error) => {
      this.#failure = error
    })
  }

  /** Gathers text and passes it on in pieces worth a system call. */
  async add(text: string): Promise<void> {
    this.#text += text
    if (this.#text.length >= FLUSH_LENGTH) await this.flush()
  }

  async flush(): Promise<void> {
    const text = this.#text
    this.#text = ''
    if (text !== '') await this.write(Buffer.from(text))
  }

  async write(chunk: Buffer): Promise<void> {
    this.#refuseBroken()
    if (!this.#out.write(chunk)) await this.#drained()
  }

  async end(): Promise<void> {
    await this.flush()
    this.#refuseBroken()
    this.#out.end()
    await finished(this.#out, { readable: false })
  }

  #refuseBroken(): void {
    if (this.#failure) throw this.#failure
    if (this.#out.destroyed) throw new Error('The stream was closed before the file was complete.')
  }

  #drained(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        this.#out.off('drain', settle)
        this.#out.off('close', settle)
        try {
          this.#refuseBroken()
          resolve()
        } catch (error) {
          reject(error)
        }
      }
      this.#out.on('drain', settle)
      this.#out.on('close', settle)
    })
  }
}
