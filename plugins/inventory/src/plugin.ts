import { crud, definePlugin } from '@bezel/core'
import { Stone } from './entities/stone.ts'
import { Store } from './entities/store.ts'

export default definePlugin({
  name: 'inventory',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [Store, Stone],
  operations: [...crud(Store), ...crud(Stone)],
  migrations: new URL('../migrations/', import.meta.url),
})
