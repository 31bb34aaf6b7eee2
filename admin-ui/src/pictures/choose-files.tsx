import { type ChangeEvent, useRef } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Button } from '../ui/button.tsx'

/** Formats the server can read; named one by one, phones turn their own (HEIC) into one of them. */
export const PICTURES = 'image/jpeg,image/png,image/webp,image/gif,image/avif,image/tiff'

interface Props {
  onTake: (files: File[]) => void
  busy: boolean
  label: string
  multiple?: boolean
  /** Only pictures. */
  pictures?: boolean
  /** Attributes of the control that a label points to. */
  control?: Record<string, unknown>
}

/** A button for files, and on devices with a camera one for taking a photo. */
export function ChooseFiles({
  onTake,
  busy,
  label,
  multiple = false,
  pictures = false,
  control = {},
}: Props) {
  const { t } = useT()
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(target.files ?? [])]
    // So that the same file can be chosen again.
    target.value = ''
    if (files.length > 0) onTake(files)
  }
  return (
    <>
      <Button {...control} icon="upload" busy={busy} onClick={() => chooser.current?.click()}>
        {label}
      </Button>
      {hasCamera() ? (
        <Button icon="camera" onClick={() => camera.current?.click()} disabled={busy}>
          {t('form.camera')}
        </Button>
      ) : null}
      <input
        ref={chooser}
        type="file"
        hidden
        multiple={multiple}
        {...(pictures ? { accept: PICTURES } : {})}
        onChange={take}
      />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={take} />
    </>
  )
}

/** Where fingers point, `capture` opens a camera; elsewhere it would be the file chooser once more. */
const hasCamera = (): boolean => matchMedia('(pointer: coarse)').matches
