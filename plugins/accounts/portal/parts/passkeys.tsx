import { Button, Card, useT } from '@bezel/admin-ui/kit'
import { useState } from 'react'
import { usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { useOwnDevice } from './device.ts'
import { Dialog } from './dialog.tsx'
import { Field, Form } from './form.tsx'
import { Item, Items } from './list.tsx'
import { addPasskey } from './passkey.ts'
import { useAct } from './use-act.ts'
import { useAsked } from './use-asked.ts'
import { When } from './when.tsx'

interface Passkey {
  id: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}

export function Passkeys({ onCodes }: { onCodes: (codes: string[] | null) => void }) {
  const { t } = useT()
  const { api, refresh, guarded } = usePortal()
  const { data, reload } = useAsked<{ passkeys: Passkey[] }>('/account/passkeys')
  const [naming, setNaming] = useState(false)
  const act = useAct()

  const remove = (id: string): Promise<void> =>
    act(async () => {
      await api.send(`/account/passkeys/${id}`, { method: 'DELETE' })
      await Promise.all([reload(), refresh()])
    }, t('passkey.removed'))
  async function add(name: string): Promise<void> {
    const codes = await guarded(() => addPasskey(api, name))
    setNaming(false)
    onCodes(codes)
    await Promise.all([reload(), refresh()])
  }
  return (
    <Card
      title={t('passkey.title')}
      aside={
        <Button icon="plus" onClick={() => setNaming(true)}>
          {t('passkey.add')}
        </Button>
      }
    >
      <p className={styles.lead}>{t('passkey.help')}</p>
      <Items>
        {data?.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <Item
            key={id}
            title={name}
            facts={
              <>
                {t(lastUsedAt ? 'lastUsed' : 'added')} <When at={lastUsedAt ?? createdAt} />
              </>
            }
            action={
              <Button variant="danger" aria-label={`${t('remove')}: ${name}`} onClick={() => void remove(id)}>
                {t('remove')}
              </Button>
            }
          />
        ))}
      </Items>
      {naming ? (
        <Dialog title={t('passkey.add')} onClose={() => setNaming(false)}>
          <Naming onNamed={add} />
        </Dialog>
      ) : null}
    </Card>
  )
}

/** A passkey is called as the browser it is made in, unless the person knows better. */
function Naming({ onNamed }: { onNamed: (name: string) => Promise<void> }) {
  const { t } = useT()
  const device = useOwnDevice()
  if (device === undefined) return null
  return (
    <Form submit={t('passkey.make')} onSubmit={({ name = '' }) => onNamed(name)}>
      <Field
        name="name"
        label={t('passkey.nameIt')}
        help={t('passkey.nameHelp')}
        defaultValue={device}
        maxLength={80}
        required
      />
    </Form>
  )
}
