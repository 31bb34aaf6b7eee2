import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileStorageCases, fileStorageConformance } from '@bezel/core/testing'
import t from 'tap'
import { localDisk } from '../../src/files/local-disk.ts'
import type { FileStorage } from '../../src/files/storage.ts'
import { broken, Memory } from './fixtures/broken-storages.ts'

async function failures(make: () => FileStorage): Promise<string[]> {
  const failed: string[] = []
  for (const { name, run } of fileStorageCases) await run(make()).catch(() => failed.push(name))
  return failed
}

t.test('every case is failed by a storage that breaks its promise, and by no other', async (t) => {
  t.same(
    Object.keys(broken),
    fileStorageCases.map(({ name }) => name),
  )
  for (const [promise, make] of Object.entries(broken)) t.same(await failures(make), [promise], promise)
  t.same(await failures(() => new Memory()), [])
})

t.test('the local disk is a FileStorage', async (t) => {
  fileStorageConformance({
    test: (name, run) => t.test(name, run),
    async make() {
      const folder = await mkdtemp(join(tmpdir(), 'bezel storage '))
      return { provider: localDisk(folder), end: () => rm(folder, { recursive: true }) }
    },
  })
})
