import { definePlugin } from '@bezel/core'
import { edited, parts, recorded } from './entities/index.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { german } from './german.ts'
import { grants } from './grants.ts'
import { operations } from './operations/index.ts'
import { demoInventory } from './seed.ts'

export default definePlugin({
  name: 'inventory',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [...edited, ...recorded, ...parts],
  operations,
  errors,
  translations: { de: german },
  events,
  permissions: {
    'inventory.cost': 'See and change what goods cost',
    'inventory.move': 'Move, reserve, lend, sell and set goods',
    'inventory.correct': 'Change owners, correct the books and close counts',
    'inventory.price': 'Preview and apply price rules, which show costs',
  },
  grants,
  migrations: new URL('../migrations/', import.meta.url),
  admin: {
    entry: new URL('../dist/admin.js', import.meta.url),
    nav: [{ group: 'Inventory', label: 'Print tags', to: '/tags', needs: 'pieces.read' }],
  },
  seed: demoInventory,
})
