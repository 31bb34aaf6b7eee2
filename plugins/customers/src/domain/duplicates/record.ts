import type { CustomerData } from '../customer.ts'
import type { LifeDate } from '../life-event.ts'

/** What the finder looks at; all but the id may be missing. */
export type DuplicateRecord = {
  id: string
  kind?: CustomerData['kind']
  givenName?: string
  familyName?: string
  suffix?: string
  organisation?: string
  birthday?: LifeDate
  emails?: readonly string[]
  phones?: readonly string[]
  addresses?: readonly DuplicateAddress[]
}

export type DuplicateAddress = Partial<
  Record<'street1' | 'street2' | 'city' | 'region' | 'postalCode', string>
>

/** A customer as the finder looks at it. */
export function duplicateRecord(id: string, customer: CustomerData): DuplicateRecord {
  const { kind, givenName, familyName, suffix, organisation, birthday } = customer
  return {
    id,
    kind,
    ...(givenName === undefined ? {} : { givenName }),
    ...(familyName === undefined ? {} : { familyName }),
    ...(suffix === undefined ? {} : { suffix }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(birthday === undefined ? {} : { birthday }),
    emails: customer.emails.map(({ address }) => address),
    phones: customer.phones.map(({ number }) => number),
    addresses: customer.addresses,
  }
}
