/** Name of the channel on which server processes tell each other what changed. */
export const liveChannel = 'bezel_live'

/** That a record changed: ids only, whoever wants more reads it with its own permissions. */
export interface LiveChange {
  collection: string
  id: string
  change: 'created' | 'updated' | 'deleted'
  version: number
}

// PostgreSQL refuses payloads of 8000 bytes and more.
const longestPayload = 7900

const letters = { created: 'c', updated: 'u', deleted: 'd' } as const
const words = { c: 'created', u: 'updated', d: 'deleted' } as const

/** The change an event of the outbox tells of; undefined for other events. */
export function changeOfEvent(name: string, payload: Record<string, unknown>): LiveChange | undefined {
  const [, collection, change] = /^([^.]+)\.(created|updated|deleted)\.v1$/.exec(name) ?? []
  if (!collection || typeof payload.id !== 'string' || typeof payload.version !== 'number') return undefined
  return { collection, change: change as LiveChange['change'], id: payload.id, version: payload.version }
}

/** Changes → payloads of notifications, one line per change, as few payloads as hold them. */
export function packChanges(changes: LiveChange[]): string[] {
  const payloads: string[] = []
  let current = ''
  for (const { collection, id, change, version } of changes) {
    const line = `${collection} ${letters[change]} ${id} ${version}`
    if (current && current.length + line.length >= longestPayload) {
      payloads.push(current)
      current = ''
    }
    current += current ? `\n${line}` : line
  }
  return current ? [...payloads, current] : payloads
}

/** A notification's payload → changes. Lines of another version of Bezel that cannot be read are left out. */
export function unpackChanges(payload: string): LiveChange[] {
  return payload.split('\n').flatMap((line) => {
    const [collection, letter, id, version] = line.split(' ')
    const change = words[letter as keyof typeof words]
    return collection && change && id ? [{ collection, change, id, version: Number(version) }] : []
  })
}
