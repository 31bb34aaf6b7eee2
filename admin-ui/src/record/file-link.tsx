import { useQuery } from '@tanstack/react-query'
import type { UploadedFile } from '../api/files.ts'
import { useApi } from '../app/context.ts'
import { fileOf } from '../fields/file-value.ts'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { useT } from '../i18n/use-t.ts'
import styles from './file-link.module.css'

/** A document of a record: its picture where it has one, its name, and the way to open it. */
export function FileLink({ value }: { value: unknown }) {
  const { t } = useT()
  const api = useApi()
  const id = fileOf(value)?.id
  const details = useQuery({
    queryKey: ['record', 'files', id],
    queryFn: ({ signal }) => api.get<UploadedFile>(`/files/${id}`, signal),
    enabled: id !== undefined,
  })
  const file = fileOf(details.data ?? value)
  return (
    <a className={styles.link} href={file?.url} target="_blank" rel="noreferrer">
      <Thumbnail value={details.data ?? value} size={44} />
      {file?.name ?? t('common.open')}
    </a>
  )
}
