import { defineAdapter, definePort, Type } from '@bezel/core'
import { createProvider, type Provider } from './provider.ts'

// Replace by the port of the plugin this adapter serves: import { … } from '@bezel/<plugin>/contract'.
const port = definePort<Provider>('core', '__name__')

export default defineAdapter({
  name: '__name__',
  version: '1.0.0',
  core: '^1.0.0',
  port,
  config: Type.Object({ apiKey: Type.Optional(Type.String()) }),
  create({ settings, fetch }) {
    if (!settings.apiKey) return { disabled: 'Set __ENV___API_KEY to the key from the vendor.' }
    return createProvider({ apiKey: settings.apiKey, fetch })
  },
})
