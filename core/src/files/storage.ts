import type { Readable } from 'node:stream'
import { definePort } from '../plugin/port.ts'

/** A part of a file, both ends included, counted from 0. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Where the bytes of files lie. Keys are made by Bezel: 32 hexadecimal digits in folders by their first four,
 * `3f/9a/3f9a…`. Every method may be called again after a failure.
 */
export interface FileStorage {
  /** Stores everything the stream gives, or nothing: a reader never sees half a file. @returns the number of bytes */
  put(key: string, content: Readable, about: { mediaType: string }): Promise<number>
  /** The bytes, or the part asked for. @throws FileMissing */
  get(key: string, range?: ByteRange): Promise<Readable>
  stat(key: string): Promise<{ size: number } | undefined>
  /** Deletes what is there; nothing being there is no error. */
  delete(key: string): Promise<void>
}

/** The storage knows no such key. */
export class FileMissing extends Error {
  override name = 'FileMissing'

  constructor(key: string) {
    super(`There is no file "${key}" in the storage.`)
  }
}

/** Adapters store files elsewhere (S3, Azure, Google Cloud); without one they lie on the local disk. */
export const fileStoragePort = definePort<FileStorage>('core', 'FileStorage')
