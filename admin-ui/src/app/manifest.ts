import type { Api } from '../api/client.ts'
import type { AdminManifest } from '../entity/types.ts'

const KEY = 'bezel.manifest'

/**
 * The manifest of the last visit, so that a returning user sees the page before the server has answered.
 * It holds descriptions of entities, no records; it is replaced by the fresh one and dropped at sign-out.
 */
export function cachedManifest(): AdminManifest | undefined {
  try {
    const text = localStorage.getItem(KEY)
    return text ? (JSON.parse(text) as AdminManifest) : undefined
  } catch {
    return undefined
  }
}

export function dropManifest(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was stored then either.
  }
}

export async function loadManifest(api: Api): Promise<AdminManifest> {
  const manifest = await api.get<AdminManifest>('/admin/manifest')
  try {
    localStorage.setItem(KEY, JSON.stringify(manifest))
  } catch {
    // A full or forbidden storage only costs the head start of the next visit.
  }
  return manifest
}
