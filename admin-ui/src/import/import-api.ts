import type { Api } from '../api/client.ts'
import type { Row } from '../api/types.ts'

export interface PreviewColumn {
  header: string
  /** Proposed field; null leaves the column out. */
  field: string | null
  /** From 0 (no idea) to 1 (sure). */
  confidence: number
  samples: string[]
}

export interface PreviewIssue {
  line?: number
  row?: number
  field?: string | null
  message?: string
  detail?: string
}

export interface Preview {
  columns: PreviewColumn[]
  /** The first rows as they would be stored. */
  rows: Record<string, unknown>[]
  issues: PreviewIssue[]
}

/** Header of the file → field, or null to leave it out. */
export type Mapping = Record<string, string | null>

export interface ImportRun extends Row {
  status: string
  total: number | null
  processed: number
  created: number
  updated: number
  unchanged: number
  /** Rows that went on about the record above them. */
  continued: number
  failed: number
  dryRun?: boolean
  fileName?: string
  /** Why the whole run failed. */
  error?: string | null
  /** What of the file found no place. */
  remarks?: string | null
}

/** How often a run under way is asked for, ms. */
export const POLL = 700

const UNDER_WAY = new Set(['pending', 'queued', 'waiting', 'running', 'processing', 'uploaded'])

export const isUnderWay = (run: ImportRun): boolean => UNDER_WAY.has(run.status)

function formOf(file: File, mapping: Mapping | undefined): FormData {
  const form = new FormData()
  // Fields first: the server may start reading the file before the rest of the body has arrived.
  if (mapping) form.set('mapping', JSON.stringify(mapping))
  form.set('file', file, file.name)
  return form
}

export const fetchPreview = (api: Api, collection: string, file: File, mapping?: Mapping): Promise<Preview> =>
  api.send<Preview>(`/${collection}/import/preview`, { method: 'POST', body: formOf(file, mapping) })

export const startImport = (
  api: Api,
  collection: string,
  file: File,
  mapping: Mapping,
  dryRun: boolean,
): Promise<ImportRun> =>
  api.send<ImportRun>(`/${collection}/import${dryRun ? '?dryRun=true' : ''}`, {
    method: 'POST',
    body: formOf(file, mapping),
  })
