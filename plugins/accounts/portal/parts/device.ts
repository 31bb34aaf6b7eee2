import { useT } from '@bezel/admin-ui/kit'
import { useAsked } from './use-asked.ts'

/** Where a session or a device is, as the server tells it. */
export interface Place {
  address: string | null
  browser: string | null
  system: string | null
  network: string | null
}

type Program = Pick<Place, 'browser' | 'system'>

/** "Chrome, Android"; null where nobody could tell. */
export const deviceName = ({ browser, system }: Program): string | null =>
  [browser, system].filter(Boolean).join(', ') || null

/** Words for the network something came from, with its address. */
export function useNetworkText(): (place: Place) => string {
  const { t } = useT()
  return ({ address, network }) => [network && t(`network.${network}`), address].filter(Boolean).join(' · ')
}

/** What the browser in use is called: the server knows by the session. Undefined until it answered. */
export function useOwnDevice(): string | undefined {
  const { data, error } = useAsked<{ sessions: (Program & { current: boolean })[] }>('/account/sessions')
  const own = data?.sessions.find(({ current }) => current)
  return data || error ? ((own && deviceName(own)) ?? '') : undefined
}
