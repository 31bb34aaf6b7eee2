import {
  defineEntity,
  email,
  instant,
  list,
  many,
  money,
  oneOf,
  optional,
  phone,
  reference,
  text,
} from '@bezel/core'

const personal = { personal: true }

/** A person or an organisation that buys, asks or gives. */
export const Customer = defineEntity('Customer', {
  collection: 'customers',
  nav: 'Customers',
  title: ['givenName', 'familyName', 'organisation'],
  naturalKey: ['email'],
  fields: {
    type: oneOf(['person', 'organisation'], { default: 'person' }),
    prefix: optional(text({ ...personal, max: 40 })),
    givenName: optional(
      text({ ...personal, max: 120, search: 'A', synonyms: ['first name', 'forename', 'vorname', 'prénom'] }),
    ),
    additionalName: optional(text({ ...personal, max: 120, synonyms: ['middle name'] })),
    familyName: optional(
      text({ ...personal, max: 120, search: 'A', synonyms: ['last name', 'surname', 'nachname', 'nom'] }),
    ),
    suffix: optional(text({ ...personal, max: 40 })),
    organisation: optional(text({ max: 200, search: 'A', synonyms: ['company', 'organization', 'firma'] })),
    jobTitle: optional(text({ max: 120 })),
    email: optional(
      email({
        ...personal,
        unique: true,
        search: 'B',
        help: 'The main address; further ones stand under emails',
      }),
    ),
    phone: optional(
      phone({ ...personal, search: 'B', help: 'The main number; further ones stand under phones' }),
    ),
    language: optional(text({ max: 20, help: 'BCP 47, for example en-GB' })),
    preferredMetals: list(text({ max: 60 }), { default: [] }),
    preferredStones: list(text({ max: 60 }), { default: [] }),
    preferredStyles: list(text({ max: 60 }), { default: [] }),
    budgetFrom: optional(money()),
    budgetTo: optional(money()),
    source: optional(text({ max: 120, help: 'How they came to us' })),
    tags: list(text({ max: 60 }), { default: [] }),
    notes: optional(text({ long: true, read: 'customers.notes', write: 'customers.notes' })),
    mergedInto: optional(reference('Customer', { readOnly: true })),
    erasedAt: optional(instant({ readOnly: true })),
  },
  relations: {
    emails: many('CustomerEmail', { via: 'customer', owned: true }),
    phones: many('CustomerPhone', { via: 'customer', owned: true }),
    addresses: many('CustomerAddress', { via: 'customer', owned: true }),
    ringSizes: many('RingSize', { via: 'customer', owned: true }),
    lifeEvents: many('LifeEvent', { via: 'customer', owned: true }),
    wishes: many('Wish', { via: 'customer', label: 'Wish list' }),
    relatives: many('CustomerRelation', { via: 'customer' }),
    consents: many('Consent', { via: 'customer' }),
    remarks: many('CustomerNote', { via: 'customer', label: 'Notes' }),
    reminders: many('Reminder', { via: 'customer' }),
    timeline: many('TimelineEntry', { via: 'customer' }),
  },
  list: {
    columns: ['givenName', 'familyName', 'organisation', 'email', 'phone', 'tags'],
    sort: 'familyName',
  },
})
