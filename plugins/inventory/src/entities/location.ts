import { defineEntity, oneOf, reference, text } from '@bezel/core'

/** A place within a store where goods lie: a case, a tray, the safe, the workshop. */
export const Location = defineEntity('Location', {
  collection: 'locations',
  nav: 'Inventory',
  naturalKey: ['code'],
  scope: 'store',
  fields: {
    store: reference('Store'),
    name: text({ max: 120, search: 'A' }),
    code: text({ max: 40, unique: true, help: 'Unique short name, for example NY-SAFE-1' }),
    type: oneOf(['case', 'tray', 'safe', 'window', 'workshop', 'other'], { default: 'case' }),
  },
  list: { columns: ['name', 'code', 'type', 'storeId'], sort: 'code' },
})
