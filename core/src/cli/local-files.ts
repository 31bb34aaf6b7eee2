import { join } from 'node:path'
import { fileStoragePort } from '../files/storage.ts'
import type { Shop } from './load-shop.ts'

/** Folder of the uploaded files; undefined where an adapter keeps them elsewhere, which is backed up there. */
export function localFiles({ config, settings }: Shop): string | undefined {
  const isElsewhere = config.plugins.some(
    (part) => part.kind === 'adapter' && part.port.name === fileStoragePort.name,
  )
  return isElsewhere ? undefined : join(settings.dataDir, 'files')
}
