import type { Api } from './client.ts'

export interface UploadedFile {
  id: string
  name: string
  mediaType: string
  size: number
  url: string
  thumbnailUrl?: string | null
}

export function uploadFile(api: Api, file: File): Promise<UploadedFile> {
  const body = new FormData()
  body.set('file', file, file.name)
  return api.send<UploadedFile>('/files', { method: 'POST', body })
}
