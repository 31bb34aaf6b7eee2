import type { ImportColumn } from './core.ts'
import { ADDRESS_COLUMNS } from './csv-address-columns.ts'

// What a contact file may hold, in the words of Google, Outlook, Apple, HubSpot, Salesforce, Shopify, Square and
// Mailchimp, and in French, German and Spanish where those differ.

const column = (name: string, label: string, synonyms: string[] = [], kind = 'text'): ImportColumn => ({
  name,
  label,
  synonyms,
  kind,
})

const PERSON: ImportColumn[] = [
  column('prefix', 'Salutation', ['Title', 'Name Prefix', 'Prefix', 'Honorific', 'Anrede', 'Civilité']),
  column('givenName', 'First name', ['Given Name', 'Forename']),
  column('additionalName', 'Middle name', ['Additional Name', 'Second Given Name']),
  column('familyName', 'Last name', ['Family Name', 'Surname']),
  column('suffix', 'Suffix', ['Name Suffix']),
  column('nickname', 'Nickname', ['Known As', 'Preferred Name']),
  column('fullName', 'Full name', [
    'Name',
    'Display Name',
    'Contact Name',
    'Customer Name',
    'File As',
    'Attendee',
  ]),
  column('organisation', 'Company', [
    'Company Name',
    'Organization Name',
    'Organization 1 - Name',
    'Account Name',
    'Default Address Company',
    'Business Name',
    'Associated Company',
  ]),
  column('jobTitle', 'Job title', ['Title', 'Organization Title', 'Organization 1 - Title', 'Position']),
  column('department', 'Department', ['Organization Department', 'Organization 1 - Department']),
]

const EMAIL_WORDS: Record<number, string[]> = {
  1: ['E-mail Address', 'Primary Email', 'Personal Email', 'Home Email'],
  2: ['Secondary Email', 'Alternate Email', 'Work Email', 'Business Email'],
  3: ['Other Email'],
}

/** `email`, `email2`…: how many addresses a file may give a person. */
export const EMAIL_SLOTS = [1, 2, 3, 4].map((n) => ({
  name: numbered('email', n),
  label: 'other',
  labelName: numbered('emailLabel', n),
  n,
}))

function numbered(name: string, n: number): string {
  return n === 1 ? name : `${name}${n}`
}

/**
 * The first column of several alike is the one that values alone can lead to. A cell may hold several, joined as Google
 * does, or a number behind the apostrophe that keeps spreadsheets from rounding it.
 */
function leading(one: ImportColumn, kind: string, pattern: RegExp): ImportColumn {
  return {
    ...one,
    kind,
    looksLike: (value) => value.split(' ::: ').every((part) => pattern.test(part.trim())),
  }
}

const EMAILS = EMAIL_SLOTS.flatMap(({ name, labelName, n }) => {
  const words = [`E-mail ${n} - Value`, `E-mail ${n} Address`, `Email ${n}`, ...(EMAIL_WORDS[n] ?? [])]
  const address = column(name, n === 1 ? 'E-mail' : `E-mail ${n}`, words)
  return [
    n === 1 ? leading(address, 'email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/) : address,
    column(labelName, `E-mail ${n} label`, [`E-mail ${n} - Label`, `E-mail ${n} - Type`]),
  ]
})

type Slot = { name: string; label: string; words: string[]; labelName?: string }

const phone = (name: string, label: string, ...words: string[]): Slot => ({ name, label, words })

/** Numbers in the order in which the first one given becomes the primary one. */
export const PHONE_SLOTS: Slot[] = [
  {
    ...phone('phone', 'other', 'Phone Number', 'Phone 1 - Value', 'Primary Phone', 'Telephone'),
    labelName: 'phoneLabel',
  },
  phone(
    'phoneMobile',
    'mobile',
    'Mobile Phone',
    'Mobile',
    'Mobile Number',
    'Cell Phone',
    'Cell',
    'Mobile Phone Number',
    'Handy',
    'Portable',
  ),
  phone('phoneHome', 'home', 'Home Phone', 'Home Phone Number', 'Phone Home'),
  phone('phoneWork', 'work', 'Business Phone', 'Work Phone', 'Office Phone', 'Phone Work'),
  {
    ...phone(
      'phone2',
      'other',
      'Phone 2 - Value',
      'Default Address Phone',
      'Secondary Phone',
      'Alternate Phone',
    ),
    labelName: 'phoneLabel2',
  },
  { ...phone('phone3', 'other', 'Phone 3 - Value'), labelName: 'phoneLabel3' },
  phone('phoneHome2', 'home', 'Home Phone 2'),
  phone('phoneWork2', 'work', 'Business Phone 2', 'Work Phone 2'),
  phone('phoneCompany', 'main', 'Company Main Phone'),
  phone('phoneOther', 'other', 'Other Phone', 'Radio Phone'),
  phone('phoneCar', 'car', 'Car Phone'),
  phone('phoneAssistant', 'assistant', "Assistant's Phone"),
  phone('fax', 'fax', 'Fax', 'Fax Number'),
  phone('faxHome', 'home fax', 'Home Fax'),
  phone('faxWork', 'work fax', 'Business Fax', 'Work Fax'),
  phone('faxOther', 'fax', 'Other Fax'),
  phone('pager', 'pager', 'Pager'),
]

const PHONES = PHONE_SLOTS.flatMap(({ name, label, words, labelName }) => {
  const number = column(name, name === 'phone' ? 'Phone' : (words[0] ?? label), words)
  const first =
    name === 'phone' ? leading(number, 'phone', /^'?[+\d(][\d\s().+/-]{4,}(\s*(x|ext\.?)\s*\d+)?$/i) : number
  if (!labelName) return [first]
  const n = /\d$/.exec(labelName)?.[0] ?? '1'
  return [first, column(labelName, `Phone ${n} label`, [`Phone ${n} - Label`, `Phone ${n} - Type`])]
})

const FACTS: ImportColumn[] = [
  column('birthday', 'Birthday', ['Birth Date', 'Date of Birth', 'Birthdate', 'DOB'], 'date'),
  column('anniversary', 'Anniversary', ['Wedding Anniversary', 'Wedding Date'], 'date'),
  column('eventLabel', 'Event label', ['Event 1 - Label', 'Event 1 - Type']),
  column('eventValue', 'Event date', ['Event 1 - Value'], 'date'),
  column('eventLabel2', 'Event 2 label', ['Event 2 - Label', 'Event 2 - Type']),
  column('eventValue2', 'Event 2 date', ['Event 2 - Value'], 'date'),
  column('spouse', 'Spouse', ['Partner', 'Spouse Name', 'Husband/Wife']),
  column('children', 'Children', ['Kids']),
  column('notes', 'Notes', ['Note', 'Memo', 'Comments', 'Remarks', 'Description']),
  column('website', 'Website', ['Web Page', 'Website 1 - Value', 'Website URL', 'URL', 'Home Page']),
  column('website2', 'Website 2', ['Website 2 - Value', 'Personal Web Page']),
  column('tags', 'Tags', ['Labels', 'Group Membership', 'Categories', 'Groups', 'Segments']),
  column('language', 'Language', ['Locale', 'Preferred Language']),
  column('photo', 'Photo', ['Photo URL', 'Picture', 'Avatar']),
  column(
    'acceptsEmail',
    'Accepts e-mail',
    [
      'Accepts Email Marketing',
      'Email Subscription Status',
      'Email Opt In',
      'Newsletter',
      'Accepts Marketing',
    ],
    'boolean',
  ),
  column('acceptsSms', 'Accepts SMS', ['Accepts SMS Marketing', 'SMS Opt In'], 'boolean'),
]

/** All columns of a contact file, for the core's mapper. */
export const CONTACT_COLUMNS: readonly ImportColumn[] = [
  ...PERSON,
  ...EMAILS,
  ...PHONES,
  ...ADDRESS_COLUMNS,
  ...FACTS,
]
