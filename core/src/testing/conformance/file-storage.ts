import { strict as assert } from 'node:assert'
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { FileMissing, type FileStorage } from '../../files/storage.ts'
import { type ConformanceCase, type ConformanceOptions, registerCases } from './conformance.ts'
import { about, brokenOff, everyByte, isThere, newKey, put, read } from './file-steps.ts'

/** What Bezel relies on in a `FileStorage`. Each case stands for one promise, so what fails names what is wrong. */
export const fileStorageCases: readonly ConformanceCase<FileStorage>[] = [
  {
    name: 'what was stored comes back, byte for byte',
    async run(storage) {
      const key = newKey()
      await put(storage, key, everyByte)
      assert.deepEqual(await read(storage, key), everyByte)
    },
  },
  {
    name: 'storing tells the number of bytes',
    async run(storage) {
      assert.equal(await put(storage, newKey(), Buffer.alloc(1234)), 1234)
    },
  },
  {
    name: 'a file without content is a file',
    async run(storage) {
      const key = newKey()
      await put(storage, key, Buffer.alloc(0))
      assert.equal((await read(storage, key)).length, 0)
    },
  },
  {
    name: 'a large file arrives whole and in order',
    async run(storage) {
      const key = newKey()
      // More than one part of a multipart upload holds (5 MiB with S3), in pieces that fit none.
      const pieces = Array.from({ length: 190 }, (_, at) => Buffer.alloc(40_001, at % 251))
      await storage.put(key, Readable.from(pieces), about)
      assert.ok((await read(storage, key)).equals(Buffer.concat(pieces)), 'the content differs')
    },
  },
  {
    name: 'a part of a file has both its ends',
    async run(storage) {
      const key = newKey()
      const content = Buffer.concat(Array.from({ length: 64 }, () => everyByte))
      await put(storage, key, content)
      const last = content.length - 1
      for (const [start, end] of [
        [10, 19],
        [0, 0],
        [last, last],
      ] as const)
        assert.deepEqual(await read(storage, key, { start, end }), content.subarray(start, end + 1))
    },
  },
  {
    name: 'the size of a file can be asked',
    async run(storage) {
      const key = newKey()
      await put(storage, key, Buffer.alloc(4321))
      assert.equal((await storage.stat(key))?.size, 4321)
    },
  },
  {
    name: 'the size of a key that is not there is undefined',
    async run(storage) {
      assert.equal(await storage.stat(newKey()), undefined)
    },
  },
  {
    name: 'a key that is not there is FileMissing, before any stream is given',
    async run(storage) {
      await assert.rejects(storage.get(newKey()), FileMissing)
    },
  },
  {
    name: 'what was deleted is gone',
    async run(storage) {
      const key = newKey()
      await put(storage, key, everyByte)
      await storage.delete(key)
      assert.equal(await isThere(storage, key), false)
    },
  },
  {
    name: 'deleting what is not there is no error',
    async run(storage) {
      await assert.doesNotReject(storage.delete(newKey()))
    },
  },
  {
    name: 'deleting one file leaves its neighbours',
    async run(storage) {
      const key = newKey()
      const neighbour = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`
      await put(storage, neighbour, everyByte)
      await put(storage, key, everyByte)
      await storage.delete(key)
      assert.ok(await isThere(storage, neighbour), 'the neighbour is gone too')
    },
  },
  {
    name: 'content that breaks off is an error',
    async run(storage) {
      await assert.rejects(storage.put(newKey(), Readable.from(brokenOff()), about))
    },
  },
  {
    name: 'content that breaks off leaves nothing',
    async run(storage) {
      const key = newKey()
      await storage.put(key, Readable.from(brokenOff()), about).catch(() => {})
      assert.equal(await isThere(storage, key), false)
    },
  },
  {
    name: 'storing again after a failure stores it',
    async run(storage) {
      const key = newKey()
      await storage.put(key, Readable.from(brokenOff()), about).catch(() => {})
      await put(storage, key, Buffer.from('second try'))
      assert.equal(String(await read(storage, key)), 'second try')
    },
  },
  {
    name: 'storing under the same key again leaves the later content alone',
    async run(storage) {
      const key = newKey()
      await put(storage, key, Buffer.alloc(5000, 'a'))
      await put(storage, key, Buffer.from('later'))
      assert.equal(String(await read(storage, key)), 'later')
    },
  },
  {
    name: 'a file is not there before all of it is',
    async run(storage) {
      const key = newKey()
      const content = new PassThrough()
      const stored = storage.put(key, content, about)
      // When the second piece was taken, the first is where the storage puts it.
      for (const piece of ['a', 'b']) {
        content.write(Buffer.alloc(100_000, piece))
        await once(content, 'drain')
      }
      const early = await isThere(storage, key)
      content.end('c')
      await stored
      assert.equal(early, false, 'half of it could be read')
    },
  },
  {
    name: 'many files can be stored at once',
    async run(storage) {
      const keys = Array.from({ length: 16 }, newKey)
      await Promise.all(keys.map((key) => put(storage, key, Buffer.from(key))))
      for (const key of keys) assert.equal(String(await read(storage, key)), key)
    },
  },
]

/**
 * Tests a `FileStorage`: `fileStorageConformance({ test: t.test.bind(t), make: async () => ({ provider }) })`.
 * @see docs/guides/write-an-adapter.md
 */
export function fileStorageConformance(options: ConformanceOptions<FileStorage>): void {
  registerCases(fileStorageCases, options)
}
