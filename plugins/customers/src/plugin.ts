import { crud, definePlugin } from '@bezel/core'
import { edited, parts, recorded } from './entities/index.ts'

export default definePlugin({
  name: 'customers',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [...edited, ...recorded, ...parts],
  operations: [
    ...edited.flatMap((entity) => crud(entity)),
    ...recorded.flatMap((entity) => crud(entity, { only: ['list', 'get'] })),
  ],
  permissions: { 'customers.notes': 'Read and write the private notes about customers' },
  migrations: new URL('../migrations/', import.meta.url),
})
