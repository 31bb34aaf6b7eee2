import type { LifeDate } from './life-event.ts'

/** What a customer's record says, free of any table: the shape that files, vCards and the merge work on. */
export type CustomerData = {
  kind: 'person' | 'organisation'
  prefix?: string
  givenName?: string
  additionalName?: string
  familyName?: string
  suffix?: string
  nickname?: string
  organisation?: string
  department?: string
  /** Position at the organisation. */
  title?: string
  emails: CustomerEmail[]
  phones: CustomerPhone[]
  addresses: CustomerAddress[]
  birthday?: LifeDate
  anniversary?: LifeDate
  /** Spouse, partner, child… known by name only. */
  related: RelatedPerson[]
  notes?: string
  urls: string[]
  tags: string[]
  photo?: CustomerPhoto
  /** BCP 47, e.g. `fr` or `en-US`. */
  language?: string
}

export type CustomerEmail = { label: string; address: string; primary: boolean }

/** `number` is E.164 (with `;ext=`) where it could be read, else as it was written. */
export type CustomerPhone = { label: string; number: string; primary: boolean }

export type CustomerAddress = {
  label: string
  street1?: string
  street2?: string
  city?: string
  region?: string
  postalCode?: string
  /** ISO 3166-1 alpha-2 where the country was recognised, else as it was written. */
  country?: string
}

/** `relation` in lower case: `spouse`, `child`, `assistant`… */
export type RelatedPerson = { relation: string; name: string }

export type CustomerPhoto = { mediaType: string; base64: string } | { url: string }

/** A customer of whom nothing is known yet. */
export const emptyCustomer = (): CustomerData => ({
  kind: 'person',
  emails: [],
  phones: [],
  addresses: [],
  related: [],
  urls: [],
  tags: [],
})
