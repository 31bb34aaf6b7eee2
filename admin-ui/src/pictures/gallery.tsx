import { lazy, Suspense, useState } from 'react'
import type { EntityDescriptor } from '../entity/types.ts'
import { fileOf } from '../fields/file-value.ts'
import { useT } from '../i18n/use-t.ts'
import type { LoadedRecord } from '../record/fetch-record.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ChooseFiles } from './choose-files.tsx'
import styles from './gallery.module.css'
import { type PictureFields, readPictures } from './pictures.ts'
import { Stage } from './stage.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { usePictures } from './use-pictures.ts'

const FullScreen = lazy(() => import('./full-screen.tsx').then((module) => ({ default: module.FullScreen })))

interface Props {
  entity: EntityDescriptor
  record: LoadedRecord
  fields: PictureFields
  title: string
}

/** The photographs of a record: one on the stage, the others below it, and the ways to add more. */
export function Gallery({ entity, record, fields, title }: Props) {
  const { t } = useT()
  const ids = readPictures(fields, record.row)
  const [chosen, setChosen] = useState(0)
  const [full, setFull] = useState(false)
  const pictures = usePictures(entity, record, fields, ids)
  const editable = entity.can.update && fields.main.writable
  const drop = useFileDrop((files) => {
    if (editable) pictures.add(files)
  })
  const at = Math.min(chosen, Math.max(0, ids.length - 1))
  const shown = ids[at]
  if (!shown && !editable) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: dropping is an addition; the buttons inside do the same
    <div
      role="group"
      className={styles.gallery}
      aria-label={t('pictures.title')}
      data-over={drop.over || undefined}
      {...drop.handlers}
    >
      {shown ? (
        <Stage key={shown} id={shown} alt={title} onOpen={() => setFull(true)} />
      ) : (
        <Nothing many={fields.more !== undefined} />
      )}
      {ids.length > 1 ? <Strip ids={ids} at={at} onChoose={setChosen} /> : null}
      {editable ? (
        <Tools
          pictures={pictures}
          ids={ids}
          shown={shown}
          many={fields.more !== undefined}
          onFirst={() => setChosen(0)}
        />
      ) : null}
      {full && shown ? (
        <Suspense>
          <FullScreen ids={ids} at={at} alt={title} onGo={setChosen} onClose={() => setFull(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

interface ToolsProps {
  pictures: ReturnType<typeof usePictures>
  ids: readonly string[]
  shown: string | undefined
  /** The record takes more than one. */
  many: boolean
  onFirst: () => void
}

/** Ways to add, and what can be done with the photograph on the stage. */
function Tools({ pictures, ids, shown, many, onFirst }: ToolsProps) {
  const { t } = useT()
  const idle = shown && !many ? 'form.replace' : 'pictures.add'
  return (
    <div className={styles.tools}>
      <ChooseFiles
        pictures
        multiple={many}
        busy={pictures.adding}
        label={t(pictures.adding ? 'form.uploading' : idle)}
        onTake={pictures.add}
      />
      {shown && shown !== ids[0] ? (
        <IconButton
          icon="star"
          label={t('pictures.makeMain')}
          disabled={pictures.busy}
          onClick={() => {
            pictures.put([shown, ...ids])
            onFirst()
          }}
        />
      ) : null}
      {shown ? (
        <IconButton
          icon="trash"
          label={t('pictures.remove')}
          disabled={pictures.busy}
          onClick={() => pictures.put(ids.filter((id) => id !== shown))}
        />
      ) : null}
    </div>
  )
}

function Nothing({ many }: { many: boolean }) {
  const { t } = useT()
  return (
    <div className={styles.nothing}>
      <Icon name="camera" size={26} />
      <strong>{t('pictures.none')}</strong>
      <span>{t(many ? 'pictures.noneHelp' : 'pictures.noneHelpOne')}</span>
    </div>
  )
}

function Strip({
  ids,
  at,
  onChoose,
}: {
  ids: readonly string[]
  at: number
  onChoose: (at: number) => void
}) {
  const { t } = useT()
  return (
    <div className={styles.strip}>
      {ids.map((id, index) => (
        <button
          key={id}
          type="button"
          aria-label={t('pictures.show', { number: index + 1 })}
          aria-pressed={index === at}
          onClick={() => onChoose(index)}
        >
          <img src={fileOf(id)?.thumbnailUrl} alt="" loading="lazy" decoding="async" />
        </button>
      ))}
    </div>
  )
}
