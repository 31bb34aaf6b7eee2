import type { Api } from './client.ts'

export interface UploadedFile {
  id: string
  name: string
  mediaType: string
  size: number
}

/** With an owner the file belongs to that record from the start; without one the record that shows it keeps it. */
export function uploadFile(
  api: Api,
  file: File,
  owner?: { entity: string; id: string },
): Promise<UploadedFile> {
  const body = new FormData()
  body.set('file', file, file.name)
  const query = owner ? `?${new URLSearchParams({ ownerEntity: owner.entity, ownerId: owner.id })}` : ''
  return api.send<UploadedFile>(`/files${query}`, { method: 'POST', body })
}
