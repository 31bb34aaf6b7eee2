import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { useApi } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { fetchPreview } from './import-api.ts'
import styles from './import-page.module.css'
import { mappingOf } from './mapping.ts'
import type { Opened } from './use-opened.ts'

interface Props {
  entity: EntityDescriptor
  onOpened: (opened: Opened) => void
}

export function FileStep({ entity, onOpened }: Props) {
  const { t } = useT()
  const api = useApi()
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const open = useMutation({
    mutationFn: (file: File) => fetchPreview(api, entity.collection, file),
    onSuccess: (first, file) => onOpened({ file, first, preview: first, mapping: mappingOf(first.columns) }),
  })
  const take = (files: FileList | null): void => {
    const file = files?.[0]
    if (file) open.mutate(file)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the button inside does the same */}
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
        <Icon name="upload" size={30} />
        <strong>{t('import.drop')}</strong>
        <Button variant="primary" busy={open.isPending} onClick={() => chooser.current?.click()}>
          {t(open.isPending ? 'import.reading' : 'import.choose')}
        </Button>
        <p>{t('import.anyLayout')}</p>
        <input
          ref={chooser}
          type="file"
          aria-label={t('import.choose')}
          accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl,.json,.vcf"
          hidden
          onChange={(event) => take(event.target.files)}
        />
      </div>
      {open.error ? (
        <p className={styles.problem} role="alert">
          {open.error.message}
        </p>
      ) : null}
    </>
  )
}
