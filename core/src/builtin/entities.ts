import { defineEntity } from '../entity/entity.ts'
import { optional } from '../entity/field.ts'
import { boolean, email, id, instant, list, reference, text } from '../entity/kinds/index.ts'

/** A named set of permissions; `*` is all of them, `stones.*` all of a collection. */
export const Role = defineEntity('Role', {
  collection: 'roles',
  nav: 'Settings',
  fields: {
    name: text({ max: 80, unique: true }),
    description: optional(text({ max: 500 })),
    permissions: list(text({ max: 120 }), { default: [], max: 500 }),
  },
  list: { columns: ['name', 'description'], sort: 'name' },
  naturalKey: ['name'],
})

/** A person who works in the admin. Passwords and sessions are kept apart and never part of the record. */
export const User = defineEntity('User', {
  collection: 'users',
  nav: 'Settings',
  fields: {
    name: text({ max: 120, personal: true }),
    email: email({ unique: true, personal: true }),
    role: reference('Role'),
    stores: optional(list(id(), { label: 'Limited to stores' })),
    active: boolean({ default: true }),
  },
  list: { columns: ['name', 'email', 'roleId', 'active'], sort: 'name' },
  naturalKey: ['email'],
})

/** A key for programs: `Authorization: Bearer <key>`. The secret is shown once and kept as a hash. */
export const ApiKey = defineEntity('ApiKey', {
  collection: 'api-keys',
  label: 'API key',
  labelPlural: 'API keys',
  nav: 'Settings',
  fields: {
    name: text({ max: 120 }),
    role: reference('Role'),
    expiresAt: optional(instant()),
    revokedAt: optional(instant({ readOnly: true })),
    lastUsedAt: optional(instant({ readOnly: true })),
  },
  list: { columns: ['name', 'roleId', 'lastUsedAt', 'expiresAt', 'revokedAt'], sort: 'name' },
})
