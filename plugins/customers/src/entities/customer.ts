import {
  defineEntity,
  email,
  file,
  group,
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
import { contactImport } from '../import/contact-import.ts'
import { columnSynonyms } from '../import/synonyms.ts'
import { noteCustomerWrites } from '../timeline/notice.ts'

const personal = { personal: true }

/** A person or an organisation that buys, asks or gives. */
export const Customer = defineEntity('Customer', {
  collection: 'customers',
  nav: 'Customers',
  title: ['givenName', 'familyName', 'organisation'],
  naturalKey: ['email'],
  fields: {
    type: oneOf(['person', 'organisation'], { default: 'person' }),
    prefix: optional(text({ ...personal, max: 40, synonyms: columnSynonyms('prefix') })),
    givenName: optional(
      text({
        ...personal,
        max: 120,
        search: 'A',
        synonyms: ['vorname', 'prénom', ...columnSynonyms('givenName')],
      }),
    ),
    additionalName: optional(
      text({ ...personal, max: 120, synonyms: ['middle name', ...columnSynonyms('additionalName')] }),
    ),
    familyName: optional(
      text({
        ...personal,
        max: 120,
        search: 'A',
        synonyms: ['last name', 'nachname', 'nom', ...columnSynonyms('familyName')],
      }),
    ),
    suffix: optional(text({ ...personal, max: 40, synonyms: columnSynonyms('suffix') })),
    nickname: optional(text({ ...personal, max: 120, synonyms: columnSynonyms('nickname') })),
    organisation: optional(
      text({
        max: 200,
        search: 'A',
        synonyms: ['company', 'organization', 'firma', ...columnSynonyms('organisation')],
      }),
    ),
    department: optional(text({ max: 120, synonyms: columnSynonyms('department') })),
    jobTitle: optional(text({ max: 120, synonyms: columnSynonyms('jobTitle') })),
    email: optional(
      email({
        ...personal,
        unique: true,
        search: 'B',
        synonyms: columnSynonyms('email'),
        help: 'The main address; further ones stand under emails',
      }),
    ),
    phone: optional(
      phone({
        ...personal,
        search: 'B',
        synonyms: columnSynonyms('phone'),
        help: 'The main number; further ones stand under phones',
      }),
    ),
    language: optional(
      text({ max: 20, synonyms: columnSynonyms('language'), help: 'BCP 47, for example en-GB' }),
    ),
    websites: list(text({ max: 500, ...personal }), {
      default: [],
      max: 20,
      personal: true,
      synonyms: columnSynonyms('website'),
    }),
    photo: optional(file(personal)),
    ...group('Preferences', {
      preferredMetals: list(text({ max: 60 }), { default: [] }),
      preferredStones: list(text({ max: 60 }), { default: [] }),
      preferredStyles: list(text({ max: 60 }), { default: [] }),
      budgetFrom: optional(money()),
      budgetTo: optional(money()),
    }),
    source: optional(text({ max: 120, help: 'How they came to us' })),
    tags: list(text({ max: 60 }), { default: [], synonyms: columnSynonyms('tags') }),
    notes: optional(
      text({
        long: true,
        personal: true,
        mentions: true,
        synonyms: columnSynonyms('notes'),
        read: 'customers.notes',
        write: 'customers.notes',
      }),
    ),
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
  // Who was merged into another record lives on in that one; its own comes back when the merge is undone.
  rows: () => 't.merged_into_id is null',
  written: noteCustomerWrites,
  import: contactImport,
})
