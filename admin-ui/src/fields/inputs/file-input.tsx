import { useMutation, useQuery } from '@tanstack/react-query'
import { type UploadedFile, uploadFile } from '../../api/files.ts'
import { useApi } from '../../app/context.ts'
import { useT } from '../../i18n/use-t.ts'
import { ChooseFiles } from '../../pictures/choose-files.tsx'
import { useFileDrop } from '../../pictures/use-file-drop.ts'
import { Button } from '../../ui/button.tsx'
import form from '../../ui/form.module.css'
import { fileOf } from '../file-value.ts'
import { controlProps, type InputProps } from '../input-props.ts'
import { Thumbnail } from '../thumbnail.tsx'
import styles from './inputs.module.css'

/** One file or several: dropped, chosen, taken with the camera of a phone. They are uploaded at once; the value is their ids. */
export function FileInput(props: InputProps) {
  const { t } = useT()
  const api = useApi()
  const { field, value, onChange } = props
  const many = field.kind === 'list'
  const ids = many ? ((value ?? []) as string[]) : typeof value === 'string' ? [value] : []
  const put = (next: string[]): void => onChange(many ? next : (next[0] ?? null))
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      const added: string[] = []
      for (const file of many ? files : files.slice(0, 1)) added.push((await uploadFile(api, file)).id)
      return added
    },
    onSuccess: (added) => put(many ? [...ids, ...added] : added),
  })
  const drop = useFileDrop((files) => upload.mutate(files))
  return (
    <div className={styles.drop} data-over={drop.over || undefined} {...drop.handlers}>
      {ids.map((id) => (
        <Current key={id} id={id} onRemove={() => put(ids.filter((one) => one !== id))} />
      ))}
      {ids.length === 0 ? <span>{t(many ? 'form.dropSeveral' : 'form.dropHere')}</span> : null}
      <ChooseFiles
        control={controlProps(props)}
        multiple={many}
        busy={upload.isPending}
        label={t(
          upload.isPending ? 'form.uploading' : ids.length > 0 && !many ? 'form.replace' : 'form.upload',
        )}
        onTake={(files) => upload.mutate(files)}
      />
      {upload.error ? (
        <p className={form.error} role="alert">
          {t('form.uploadFailed')}: {upload.error.message}
        </p>
      ) : null}
    </div>
  )
}

function Current({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useT()
  const api = useApi()
  const details = useQuery({
    queryKey: ['record', 'files', id],
    queryFn: ({ signal }) => api.get<UploadedFile>(`/files/${id}`, signal),
  })
  const file = fileOf(details.data ?? id)
  return (
    <div className={styles.file}>
      <Thumbnail value={details.data ?? id} size={64} alt={file?.name ?? ''} />
      <a href={file?.url} target="_blank" rel="noreferrer">
        {file?.name ?? t('common.open')}
      </a>
      <Button variant="quiet" icon="trash" onClick={onRemove}>
        {t('common.remove')}
      </Button>
    </div>
  )
}
