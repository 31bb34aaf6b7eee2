import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Actor } from '../access/actor.ts'
import type { Registry } from '../entity/registry.ts'
import { type ManifestSource, toManifest } from './to-manifest.ts'

/** A manifest as it is sent. */
export interface Sent {
  etag: string
  json: string
  brotli: Buffer
}

/** Tells the manifest of whoever asks. */
export type Manifests = (actor: Actor, email: string | null) => Promise<Sent>

/** Who asks often: the staff of a large shop. */
const KEPT = 200

const compress = promisify(brotliCompress)
const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }

async function send(actor: Actor, email: string | null, source: ManifestSource): Promise<Sent> {
  const json = JSON.stringify(toManifest(actor, email, source))
  const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`
  return { etag, json, brotli: await compress(json, { params }) }
}

/** The lists are made anew whenever a field is defined, so they tell which definitions a manifest knows. */
function definitions({ customFields }: Registry): unknown[] {
  return [...customFields.values()]
}

/**
 * Keeps the manifests of those who asked before: making one describes every entity, and it changes only with the person's
 * permissions and the fields of the shop.
 */
export function createManifests(source: ManifestSource): Manifests {
  const kept = new Map<string, Promise<Sent>>()
  let known = definitions(source.kernel.registry)
  return (actor, email) => {
    const now = definitions(source.kernel.registry)
    if (now.length !== known.length || now.some((list, at) => list !== known[at]) || kept.size >= KEPT) {
      kept.clear()
      known = now
    }
    const key = JSON.stringify([actor.id, actor.name, email, actor.permissions.key])
    const made = kept.get(key) ?? send(actor, email, source)
    kept.set(key, made)
    return made
  }
}
