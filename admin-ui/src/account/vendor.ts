import type { Api } from '../api/client.ts'
import { keepReturn } from './return.ts'

/** Leaves for a vendor that vouches for the person, and comes back to `path` afterwards. */
export async function goToVendor(api: Api, vendor: string, path: string): Promise<void> {
  const { url } = await api.send<{ url: string }>(`/account/providers/${encodeURIComponent(vendor)}/begin`, {
    method: 'POST',
    body: {},
    anonymous: true,
  })
  keepReturn(path)
  location.assign(url)
}
