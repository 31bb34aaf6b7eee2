import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Kernel } from '../app/kernel.ts'
import type { SetupOptions } from '../plugin/plugin.ts'
import { service } from '../plugin/service.ts'
import { createFiles, files } from './files.ts'
import { localDisk } from './local-disk.ts'
import { limitFiles } from './rows.ts'
import { type FileStorage, fileStoragePort } from './storage.ts'

/** `CORE_UPLOAD_MAX_MEGABYTES` */
export const fileSettings = Type.Object({
  uploadMaxMegabytes: Type.Integer({ default: 25, minimum: 1, maximum: 2048 }),
})

interface StorageChoice {
  /** Of an adapter; undefined for the local disk. */
  storage: FileStorage | undefined
  maxBytes: number
}

export const storageChoice = service<StorageChoice>('core.file-storage')

/** The first adapter of the configuration wins. */
export function chooseStorage({
  adapters,
  settings,
}: SetupOptions<Static<typeof fileSettings>>): StorageChoice {
  return {
    storage: adapters(fileStoragePort)[0]?.provider,
    maxBytes: settings.uploadMaxMegabytes * 1024 * 1024,
  }
}

/** Provides the service of files and tells their entity who may see which of them. */
export function setUpFiles(
  { services, database, keyring, registry, environment: { now } }: Kernel,
  { dataDir, publicUrl }: { dataDir: string; publicUrl: string },
): void {
  const { storage = localDisk(join(dataDir, 'files')), maxBytes } = services.get(
    storageChoice.name,
  ) as StorageChoice
  services.set(files.name, createFiles({ database, keyring, now, storage, maxBytes, dataDir, publicUrl }))
  limitFiles(registry)
}
