import {
  boolean,
  defineEntity,
  email,
  encrypted,
  extendEntity,
  file,
  guardGrants,
  id,
  instant,
  json,
  list,
  oneOf,
  optional,
  reference,
  Type,
  text,
} from '@bezel/core'
import { eventTypes } from './security/types.ts'

const readOnly = { readOnly: true }

/** What somebody did, or tried, about an account. Written by the server alone. */
export const SecurityEvent = defineEntity('SecurityEvent', {
  collection: 'security-events',
  nav: 'Settings',
  custom: false,
  fields: {
    user: optional(reference('User', readOnly)),
    type: oneOf(eventTypes, readOnly),
    address: optional(text({ ...readOnly, max: 80, personal: true })),
    userAgent: optional(text({ ...readOnly, max: 400, personal: true })),
    details: optional(text({ ...readOnly, max: 300, personal: true })),
  },
  list: { columns: ['createdAt', 'type', 'userId', 'address'], sort: '-id' },
})

/** A mail of a shop in development that has no mailer: the outbox one looks into instead. */
export const StoredMail = defineEntity('Mail', {
  collection: 'mails',
  nav: 'Settings',
  custom: false,
  fields: {
    recipient: email({ ...readOnly, personal: true }),
    subject: text({ ...readOnly, max: 300 }),
    text: encrypted({ ...readOnly, max: 100_000 }),
    html: optional(encrypted({ ...readOnly, max: 200_000 })),
  },
  list: { columns: ['createdAt', 'recipient', 'subject'], sort: '-id' },
})

/** Somebody asked to join the staff, in a role. */
export const Invitation = defineEntity('Invitation', {
  collection: 'invitations',
  nav: 'Settings',
  custom: false,
  fields: {
    email: email({ personal: true }),
    name: text({ max: 120, personal: true }),
    role: reference('Role'),
    stores: optional(list(id(), { label: 'Limited to stores' })),
    invitedBy: optional(reference('User', readOnly)),
    expiresAt: instant(readOnly),
    acceptedAt: optional(instant(readOnly)),
    revokedAt: optional(instant(readOnly)),
  },
  list: { columns: ['email', 'name', 'roleId', 'expiresAt', 'acceptedAt'], sort: '-id' },
  written: guardGrants,
})

/** A person asks for a copy or the erasure of their data; the staff handles it. */
export const DataRequest = defineEntity('DataRequest', {
  collection: 'data-requests',
  nav: 'Settings',
  custom: false,
  fields: {
    user: optional(reference('User', readOnly)),
    customer: optional(reference('Customer', readOnly)),
    kind: oneOf(['erasure', 'copy'], readOnly),
    status: oneOf(['open', 'done', 'refused'], { ...readOnly, default: 'open' }),
    reason: optional(text({ ...readOnly, long: true, max: 2000, personal: true })),
    answer: optional(text({ ...readOnly, long: true, max: 2000 })),
    handledAt: optional(instant(readOnly)),
  },
  list: { columns: ['createdAt', 'kind', 'status', 'customerId', 'handledAt'], sort: '-id' },
})

export const notificationsSchema = Type.Object(
  { securityMail: Type.Boolean(), newsMail: Type.Boolean() },
  { additionalProperties: false },
)

const user = extendEntity('User', {
  username: optional(
    text({
      max: 40,
      min: 3,
      pattern: '^[a-z0-9][a-z0-9._-]{2,39}$',
      hint: 'small letters, digits, dots and dashes',
      unique: true,
      personal: true,
    }),
  ),
  language: optional(text({ max: 20, help: 'BCP 47, for example en-GB' })),
  timeZone: optional(text({ max: 60, help: 'For example Europe/London' })),
  picture: optional(file({ personal: true })),
  notifications: optional(json(notificationsSchema)),
  /** The customer whose account this is: one each. Whoever is merged takes it along. */
  customer: optional(reference('Customer', { ...readOnly, unique: true })),
})

const role = extendEntity('Role', {
  secondFactor: boolean({
    default: false,
    help: 'People in this role set up a second factor before anything else',
  }),
})

export const extensions = [user, role]
