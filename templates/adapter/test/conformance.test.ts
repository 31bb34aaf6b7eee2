import { fileStorageConformance } from '@bezel/core/testing'
import t from 'tap'
import { createClient } from '../src/client.ts'
import { createProvider } from '../src/provider.ts'
import { startVendor } from './vendor.ts'

// Against the vendor's own sandbox or emulator where there is one; nothing else tells that the adapter works.
fileStorageConformance({
  test: (name, run) => t.test(name, run),
  async make() {
    const { url, stop } = await startVendor('secret')
    return { provider: createProvider(createClient({ url, apiKey: 'secret', fetch })), end: stop }
  },
})

t.test('a wrong key is an error that says so', async (t) => {
  const { url, stop } = await startVendor('secret')
  const provider = createProvider(createClient({ url, apiKey: 'guessed', fetch }))
  await t.rejects(provider.stat('aa/bb/cc'), { message: /answered HEAD aa\/bb\/cc with 401/ })
  await stop()
})
