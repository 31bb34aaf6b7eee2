import { crud, definePlugin } from '@bezel/core'
import { edited, parts, recorded } from './entities/index.ts'

export default definePlugin({
  name: 'inventory',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [...edited, ...recorded, ...parts],
  operations: [
    ...edited.flatMap((entity) => crud(entity)),
    ...recorded.flatMap((entity) => crud(entity, { only: ['list', 'get'] })),
  ],
  permissions: { 'inventory.cost': 'See and change what goods cost' },
  migrations: new URL('../migrations/', import.meta.url),
})
