import {
  crud,
  defineEntity,
  definePlugin,
  extendEntity,
  instant,
  many,
  optional,
  reference,
  text,
} from '@bezel/core'

/** A to-many with a to-one behind it, for the nested workload; no product plugin of this size is needed for that. */
const Visit = defineEntity('Visit', {
  collection: 'visits',
  fields: {
    customer: reference('Customer'),
    store: reference('Store'),
    at: instant(),
    note: optional(text()),
  },
})

export default definePlugin({
  name: 'bench',
  version: '1.0.0',
  core: '^1.0.0',
  needs: { customers: '^1.0.0', inventory: '^1.0.0' },
  entities: [Visit],
  extends: [extendEntity('Customer', {}, { visits: many('Visit', { via: 'customer' }) })],
  operations: crud(Visit),
  migrations: new URL('./migrations/', import.meta.url),
})
