import { API } from '../api/client.ts'

export interface FileValue {
  id: string
  name: string | undefined
  mediaType: string | undefined
  url: string
  thumbnailUrl: string
  /** As far as is known: of a file of which only the id is known it is found out by asking for its thumbnail. */
  image: boolean
}

/** A file field holds an id or the file's whole description; both become addresses to show. */
export function fileOf(value: unknown): FileValue | undefined {
  if (typeof value === 'string' && value !== '') return describe({ id: value })
  if (typeof value === 'object' && value !== null && 'id' in value) return describe(value as Described)
  return undefined
}

interface Described {
  id: string
  name?: string
  mediaType?: string
}

function describe({ id, name, mediaType }: Described): FileValue {
  const address = `${API}/files/${id}`
  return {
    id,
    name,
    mediaType,
    url: `${address}/content`,
    thumbnailUrl: `${address}/thumbnail`,
    image: mediaType === undefined || mediaType.startsWith('image/'),
  }
}
