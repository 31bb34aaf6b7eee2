import type { Api } from '../api/client.ts'
import type { AdminManifest } from '../entity/types.ts'

const KEY = 'bezel.manifest'

/** A manifest with the tag by which the server knows it again. */
export interface KeptManifest {
  etag: string
  manifest: AdminManifest
}

/**
 * The manifest of the last visit, so that a returning user sees the page before the server has answered.
 * It holds descriptions of entities, no records; it is replaced by the fresh one and dropped at sign-out.
 */
export function keptManifest(): KeptManifest | undefined {
  try {
    const text = localStorage.getItem(KEY)
    const kept = text ? (JSON.parse(text) as Partial<KeptManifest>) : {}
    return kept.manifest && kept.etag ? (kept as KeptManifest) : undefined
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

/** Asks for the manifest; what is kept stays when the server has no other. */
export async function loadManifest(api: Api, kept: KeptManifest | undefined): Promise<AdminManifest> {
  const { data, etag } = await api.request<AdminManifest | undefined>('/admin/manifest', {
    ...(kept && { ifNoneMatch: kept.etag }),
  })
  if (!data && kept) return kept.manifest
  const manifest = data as AdminManifest
  try {
    if (etag) localStorage.setItem(KEY, JSON.stringify({ etag, manifest } satisfies KeptManifest))
  } catch {
    // A full or forbidden storage only costs the head start of the next visit.
  }
  return manifest
}
