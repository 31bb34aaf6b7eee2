import { Button, Crop, useT } from '@bezel/admin-ui/kit'
import { useRef, useState } from 'react'
import { useAccount, usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { Dialog } from './dialog.tsx'
import { useAct } from './use-act.ts'

/** The person's picture: choose, crop, remove. */
export function Picture() {
  const { t } = useT()
  const { name, pictureUrl } = useAccount()
  const { api, refresh } = usePortal()
  const [chosen, setChosen] = useState<File>()
  const input = useRef<HTMLInputElement>(null)
  const act = useAct()

  async function upload(square: Blob): Promise<void> {
    setChosen(undefined)
    const body = new FormData()
    body.set('file', square, 'picture.jpg')
    await act(async () => {
      await api.send('/account/picture', { method: 'POST', body })
      await refresh()
    }, t('picture.saved'))
  }
  return (
    <div className={styles.picture}>
      {pictureUrl ? <img src={pictureUrl} alt={name} /> : <span aria-hidden="true">{name.charAt(0)}</span>}
      <Button icon="camera" onClick={() => input.current?.click()}>
        {t(pictureUrl ? 'picture.change' : 'picture.add')}
      </Button>
      {pictureUrl ? (
        <Button
          variant="quiet"
          onClick={() =>
            void act(async () => {
              await api.send('/account/picture', { method: 'DELETE' })
              await refresh()
            })
          }
        >
          {t('remove')}
        </Button>
      ) : null}
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('picture.add')}
        onChange={(event) => {
          setChosen(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {chosen ? (
        <Dialog title={t('picture.crop')} onClose={() => setChosen(undefined)}>
          <Crop
            file={chosen}
            texts={{
              help: t('picture.help'),
              zoom: t('picture.zoom'),
              use: t('picture.use'),
              refused: t('problem.ACCOUNTS_PICTURE_REFUSED'),
            }}
            onDone={(square) => void upload(square)}
          />
        </Dialog>
      ) : null}
    </div>
  )
}
