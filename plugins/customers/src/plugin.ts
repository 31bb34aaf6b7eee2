import { crud, definePlugin } from '@bezel/core'
import { authored, edited, parts, recorded } from './entities/index.ts'
import * as errors from './errors.ts'
import * as events from './events.ts'
import { german } from './german.ts'
import { grants } from './grants.ts'
import { findDuplicateCustomers, remindLifeEvents } from './jobs.ts'
import { verbs } from './operations/index.ts'
import { demoCustomers } from './seed.ts'
import { createCustomerService, customers } from './service.ts'
import { acceptVcards } from './vcards/accept.ts'

export default definePlugin({
  name: 'customers',
  version: '1.0.0',
  core: '^1.0.0',
  entities: [...edited, ...authored, ...recorded, ...parts],
  operations: [
    ...edited.flatMap((entity) => crud(entity)),
    ...authored.flatMap((entity) => crud(entity, { only: ['list', 'get', 'update', 'delete'] })),
    ...recorded.flatMap((entity) => crud(entity, { only: ['list', 'get'] })),
    ...verbs,
  ],
  permissions: {
    'customers.notes': 'Read and write the private notes about customers',
    'customers.consent': 'Record what customers consent to',
    'customers.merge': 'Find duplicate customers, merge them and undo it',
    'customers.personal-data': 'Export everything held about a person',
    'customers.erase': 'Erase the personal data of a customer for good',
  },
  grants,
  provides: customers,
  setup: createCustomerService,
  events: Object.values(events),
  errors: Object.values(errors),
  translations: { de: german },
  jobs: [remindLifeEvents, findDuplicateCustomers],
  routes: acceptVcards,
  seed: demoCustomers,
  admin: {
    entry: new URL('../dist/admin.js', import.meta.url),
    nav: [{ group: 'Customers', label: 'Duplicates', to: '/customers/duplicates', needs: 'customers.merge' }],
  },
  migrations: new URL('../migrations/', import.meta.url),
})
