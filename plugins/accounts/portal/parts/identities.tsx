import { Button, Card, useT } from '@bezel/admin-ui/kit'
import { usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { Item, Items } from './list.tsx'
import { useAct } from './use-act.ts'
import { useAsked } from './use-asked.ts'

interface Identity {
  id: string
  provider: string
  email: string | null
}

/** The vendors that sign the person in. */
export function Identities() {
  const { t } = useT()
  const { api, offers, refresh } = usePortal()
  const { data, reload } = useAsked<{ identities: Identity[] }>('/account/identities')
  const act = useAct()
  const link = (provider: string): Promise<void> =>
    act(async () => {
      const path = `/account/providers/${encodeURIComponent(provider)}/begin`
      const { url } = await api.send<{ url: string }>(path, { method: 'POST', body: {}, anonymous: true })
      location.assign(url)
    })
  const unlink = (id: string): Promise<void> =>
    act(async () => {
      await api.send(`/account/identities/${id}`, { method: 'DELETE' })
      await Promise.all([reload(), refresh()])
    }, t('identities.unlinked'))
  return (
    <Card title={t('identities.title')}>
      <p className={styles.lead}>{t('identities.help')}</p>
      <Items>
        {offers.providers.map(({ id, label }) => {
          const linked = data?.identities.find(({ provider }) => provider === id)
          return (
            <Item
              key={id}
              title={label}
              facts={linked ? linked.email : t('identities.none')}
              action={
                linked ? (
                  <Button variant="danger" onClick={() => void unlink(linked.id)}>
                    {t('identities.unlink')}
                  </Button>
                ) : (
                  <Button onClick={() => void link(id)}>{t('identities.link')}</Button>
                )
              }
            />
          )
        })}
      </Items>
    </Card>
  )
}
