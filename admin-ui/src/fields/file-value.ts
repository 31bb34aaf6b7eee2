import { API } from '../api/client.ts'

export interface FileValue {
  id: string
  name: string | undefined
  mediaType: string | undefined
  url: string
  thumbnailUrl: string
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
  url?: string
  thumbnailUrl?: string | null
}

function describe(file: Described): FileValue {
  const url = file.url ?? `${API}/files/${file.id}/content`
  const image = file.mediaType === undefined || file.mediaType.startsWith('image/')
  return {
    id: file.id,
    name: file.name,
    mediaType: file.mediaType,
    url,
    thumbnailUrl: file.thumbnailUrl ?? url,
    image,
  }
}
