import { Button, Card, goToVendor, notify, t, useApi, useFetch } from '@bezel/admin-ui'
import { failed, Line, Lines, quiet, Sure } from '../parts.tsx'

interface Identity {
  id: string
  provider: string
  email: string | null
}

interface Offers {
  providers: { id: string; label: string }[]
}

/** The vendors that sign the person in. */
export function IdentitiesCard() {
  const api = useApi()
  const { data: offers } = useFetch<Offers>('/account/options')
  const { data, reload } = useFetch<{ identities: Identity[] }>('/account/identities')
  if (!offers?.providers.length) return null
  const link = (vendor: string) => goToVendor(api, vendor, '/admin/account').catch(failed)
  const unlink = (id: string) =>
    api.send(`/account/identities/${id}`, { method: 'DELETE', body: {} }).then(() => {
      notify(t('accounts.unlinked'))
      reload()
    }, failed)
  return (
    <Card title={t('accounts.identities')}>
      <p style={{ ...quiet, marginBottom: 8 }}>{t('accounts.identitiesHelp')}</p>
      <Lines label={t('accounts.identities')}>
        {offers.providers.map(({ id, label }) => {
          const linked = data?.identities.find(({ provider }) => provider === id)
          return (
            <Line
              key={id}
              title={label}
              detail={linked ? (linked.email ?? t('accounts.linked')) : t('accounts.notLinked')}
            >
              {linked ? (
                <Sure
                  label={t('accounts.unlink')}
                  confirm={t('accounts.unlinkSure', { label })}
                  onConfirm={() => void unlink(linked.id)}
                />
              ) : (
                <Button onClick={() => void link(id)}>{t('accounts.link')}</Button>
              )}
            </Line>
          )
        })}
      </Lines>
    </Card>
  )
}
