import Type from 'typebox'
import { defineEntity } from '../entity/entity.ts'
import { optional } from '../entity/field.ts'
import { boolean, email, id, instant, json, list, oneOf, reference, text } from '../entity/kinds/index.ts'
import { guardGrants, guardRoles, guardUsers } from './guard-access.ts'
import { guardImports } from './guard-imports.ts'

/** A named set of permissions; `*` is all of them, `stones.*` all of a collection. */
export const Role = defineEntity('Role', {
  collection: 'roles',
  nav: 'Settings',
  fields: {
    name: text({ max: 80, unique: true }),
    description: optional(text({ max: 500 })),
    permissions: list(text({ max: 120 }), { default: [], max: 500 }),
    portal: boolean({
      default: false,
      help: 'For customers and guests: reaches what is theirs alone, not the admin',
    }),
  },
  list: { columns: ['name', 'description'], sort: 'name' },
  naturalKey: ['name'],
  written: guardRoles,
  import: guardImports('Role', guardRoles),
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
  written: guardUsers,
  import: guardImports('User', guardUsers),
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
    stores: optional(list(id(), { label: 'Limited to stores' })),
    scopes: optional(
      list(text({ max: 120 }), {
        max: 500,
        help: 'Permissions of the role that the key has; all unless told',
      }),
    ),
    expiresAt: optional(instant()),
    revokedAt: optional(instant({ readOnly: true })),
    lastUsedAt: optional(instant({ readOnly: true })),
  },
  list: { columns: ['name', 'roleId', 'lastUsedAt', 'expiresAt', 'revokedAt'], sort: 'name' },
  written: guardGrants,
})

/** A field that shop owners add to an entity at run time; its values live in the entity's `custom` document. */
export const CustomField = defineEntity('CustomField', {
  collection: 'custom-fields',
  nav: 'Settings',
  custom: false,
  naturalKey: ['collection', 'name'],
  fields: {
    collection: text({ max: 80, help: 'The collection it belongs to, for example customers' }),
    name: text({
      max: 60,
      pattern: '^[a-z][A-Za-z0-9]*$',
      hint: 'letters and digits, starting small',
      help: 'Name in the API',
    }),
    label: text({ max: 80 }),
    type: oneOf(['text', 'number', 'boolean', 'date', 'choice']),
    choices: list(text({ max: 80 }), { default: [], help: 'What can be chosen, for a choice' }),
    help: optional(text({ max: 300 })),
  },
  list: { columns: ['collection', 'label', 'name', 'type'], sort: 'collection' },
})

/** Filters, order and columns of an admin list under a name; one's own, or shared with all colleagues. */
export const SavedView = defineEntity('SavedView', {
  collection: 'saved-views',
  nav: false,
  custom: false,
  fields: {
    user: optional(reference('User', { readOnly: true })),
    collection: text({ max: 80 }),
    name: text({ max: 80 }),
    query: json(Type.Record(Type.String(), Type.Unknown())),
    shared: boolean({ default: false }),
  },
  list: { sort: 'name' },
  rows: (actor, param, access) => `t.user_id = ${param(actor.id)}${access === 'read' ? ' or t.shared' : ''}`,
})
