import type { Grants } from '@bezel/core'

/** What serving a customer takes, at the counter and on the telephone. */
const serving = [
  'customers.read',
  'customers.write',
  'customers.notes',
  'customers.consent',
  'customer-notes.*',
  'customer-relations.read',
  'consents.read',
  'reminders.*',
  'timeline-entries.read',
]

/** What the roles to start from may do here. */
export const grants: Grants = {
  manager: [
    'customers.*',
    'customer-notes.*',
    'customer-relations.*',
    'customer-merges.read',
    'customer-erasures.read',
    'consents.read',
    'duplicate-pairs.read',
    'reminders.*',
    'timeline-entries.read',
    'wishes.*',
  ],
  'sales associate': [...serving, 'wishes.*'],
  'customer-care executive': [...serving, 'wishes.read'],
  marketing: ['customers.read', 'consents.read', 'wishes.read'],
  accountant: ['customers.read'],
}
