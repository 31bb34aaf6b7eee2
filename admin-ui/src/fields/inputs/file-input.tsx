import { useMutation, useQuery } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { type UploadedFile, uploadFile } from '../../api/files.ts'
import { useApi } from '../../app/context.ts'
import { useT } from '../../i18n/use-t.ts'
import { Button } from '../../ui/button.tsx'
import form from '../../ui/form.module.css'
import { fileOf } from '../file-value.ts'
import { controlProps, type InputProps } from '../input-props.ts'
import { Thumbnail } from '../thumbnail.tsx'
import styles from './inputs.module.css'

/** One file: dropped, chosen, pasted from the camera of a phone. It is uploaded at once; the value is its id. */
export function FileInput(props: InputProps) {
  const { t } = useT()
  const api = useApi()
  const { value, onChange } = props
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(api, file),
    onSuccess: (file) => onChange(file.id),
  })
  const take = (files: FileList | null): void => {
    const file = files?.[0]
    if (file) upload.mutate(file)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the buttons inside do the same
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {value ? <Current value={value} onRemove={() => onChange(null)} /> : <span>{t('form.dropHere')}</span>}
      <Button
        {...controlProps(props)}
        icon="upload"
        busy={upload.isPending}
        onClick={() => chooser.current?.click()}
      >
        {t(upload.isPending ? 'form.uploading' : value ? 'form.replace' : 'form.upload')}
      </Button>
      <Button icon="camera" onClick={() => camera.current?.click()} disabled={upload.isPending}>
        {t('form.camera')}
      </Button>
      <input ref={chooser} type="file" hidden onChange={(event) => take(event.target.files)} />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(event) => take(event.target.files)}
      />
      {upload.error ? (
        <p className={form.error} role="alert">
          {t('form.uploadFailed')}: {upload.error.message}
        </p>
      ) : null}
    </div>
  )
}

function Current({ value, onRemove }: { value: unknown; onRemove: () => void }) {
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
    <div className={styles.file}>
      <Thumbnail value={details.data ?? value} size={64} alt={file?.name ?? ''} />
      <a href={file?.url} target="_blank" rel="noreferrer">
        {file?.name ?? t('common.open')}
      </a>
      <Button variant="quiet" icon="trash" onClick={onRemove}>
        {t('common.remove')}
      </Button>
    </div>
  )
}
