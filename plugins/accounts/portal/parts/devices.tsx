import { Button, Card, useT } from '@bezel/admin-ui/kit'
import { usePortal } from '../app/portal.ts'
import styles from '../styles/parts.module.css'
import { deviceName, type Place, useNetworkText } from './device.ts'
import { Item, Items } from './list.tsx'
import { useAct } from './use-act.ts'
import { useAsked } from './use-asked.ts'
import { When } from './when.tsx'

interface Device extends Place {
  id: string
  lastSeenAt: string
  rememberedUntil: string | null
}

/** Browsers the person signed in with, and which of them are not asked for a second factor. */
export function Devices() {
  const { t } = useT()
  const { api } = usePortal()
  const { data, reload } = useAsked<{ devices: Device[] }>('/account/devices')
  const act = useAct()
  const networkText = useNetworkText()
  const forget = (id: string): Promise<void> =>
    act(async () => {
      await api.send(`/account/devices/${id}`, { method: 'DELETE' })
      await reload()
    }, t('devices.forgotten'))
  return (
    <Card title={t('devices.title')}>
      <p className={styles.lead}>{t('devices.help')}</p>
      <Items>
        {data?.devices.map((device) => (
          <Item
            key={device.id}
            title={deviceName(device) ?? t('sessions.unknown')}
            facts={
              <>
                {networkText(device)} · {t(device.rememberedUntil ? 'devices.remembered' : 'lastUsed')}{' '}
                <When at={device.rememberedUntil ?? device.lastSeenAt} />
              </>
            }
            action={
              <Button
                aria-label={`${t('devices.forget')}: ${deviceName(device) ?? device.address ?? device.id}`}
                onClick={() => void forget(device.id)}
              >
                {t('devices.forget')}
              </Button>
            }
          />
        ))}
      </Items>
    </Card>
  )
}
