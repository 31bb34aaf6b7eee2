import { defineAdapter, fileStoragePort, Type } from '@bezel/core'
import { createClient } from './client.ts'
import { createProvider } from './provider.ts'

export default defineAdapter({
  name: '__name__',
  version: '1.0.0',
  core: '^1.0.0',
  // Of another plugin: import the port from '@bezel/<plugin>/contract'.
  port: fileStoragePort,
  config: Type.Object({ url: Type.Optional(Type.String()), apiKey: Type.Optional(Type.String()) }),
  // A file may be as large as it is.
  maxResponseBytes: Number.POSITIVE_INFINITY,
  create({ settings: { url, apiKey }, fetch }) {
    if (!url || !apiKey) return { disabled: 'Set __ENV___URL and __ENV___API_KEY as the vendor tells them.' }
    return createProvider(createClient({ url, apiKey, fetch }))
  },
})
