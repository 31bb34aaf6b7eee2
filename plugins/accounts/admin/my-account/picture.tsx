import { Button, CropPicture, t, useApi } from '@bezel/admin-ui'
import { useRef, useState } from 'react'
import { failed, quiet, row } from '../parts.tsx'
import type { Account } from '../types.ts'

const side = 76
const frame = {
  width: side,
  height: side,
  borderRadius: '50%',
  objectFit: 'cover',
  display: 'grid',
  placeItems: 'center',
  flex: 'none',
  background: 'var(--accent-soft)',
  color: 'var(--accent-ink)',
  fontSize: 26,
  fontWeight: 600,
} as const

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0])
    .join('')

/** The person's picture: choose, crop, remove. */
export function Picture({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const api = useApi()
  const chooser = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<File>()
  const change = async (work: Promise<unknown>) => {
    try {
      await work
      onChanged()
    } catch (error) {
      failed(error)
    }
  }
  const upload = (square: Blob) => {
    setChosen(undefined)
    const body = new FormData()
    body.append('file', square, 'picture.jpg')
    void change(api.send('/account/picture', { method: 'POST', body }))
  }
  return (
    <div style={row}>
      {account.pictureUrl ? (
        <img src={account.pictureUrl} alt={t('accounts.pictureOf', { name: account.name })} style={frame} />
      ) : (
        <span style={frame} aria-hidden="true">
          {initials(account.name)}
        </span>
      )}
      <div style={{ display: 'grid', gap: 4 }}>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('accounts.addPicture')}
          onChange={({ target }) => {
            setChosen(target.files?.[0])
            target.value = ''
          }}
        />
        <Button icon="camera" onClick={() => chooser.current?.click()}>
          {t(account.pictureUrl ? 'accounts.otherPicture' : 'accounts.addPicture')}
        </Button>
        {account.pictureUrl ? (
          <Button
            variant="quiet"
            onClick={() => void change(api.send('/account/picture', { method: 'DELETE' }))}
          >
            {t('accounts.removePicture')}
          </Button>
        ) : (
          <span style={quiet}>{t('accounts.pictureHelp')}</span>
        )}
      </div>
      {chosen ? <CropPicture file={chosen} onDone={upload} onClose={() => setChosen(undefined)} /> : null}
    </div>
  )
}
