import type { AddressFeatures, Features } from './features.ts'
import { isOneTypo, jaroWinkler } from './similarity.ts'

/** What is compared, in the order an explanation shows it. */
export type ComparedField =
  | 'organisation'
  | 'givenName'
  | 'familyName'
  | 'birthday'
  | 'email'
  | 'phone'
  | 'street'
  | 'houseNumber'
  | 'addressLine2'
  | 'city'
  | 'postalCode'
  | 'region'

/** How far two values agree. `exchanged`: given and family name stand in each other's place. */
export type Agreement = 'same' | 'similar' | 'exchanged' | 'different' | 'unknown'

/** One field's agreement; `value` is what both say, for how rare it is. */
export type FieldComparison = { agreement: Agreement; value: string }

export type Comparison = Record<ComparedField, FieldComparison>

/** Compares two records field by field, without weighing. Of several addresses the best agreeing pair counts. */
export function compareFeatures(a: Features, b: Features): Comparison {
  return {
    organisation: texts(a.organisation, b.organisation),
    ...names(a, b),
    birthday: birthdays(a.birthday, b.birthday),
    email: sets(a.emails, b.emails, (one, other) => isOneTypo(one, other)),
    phone: sets(a.phones, b.phones, (one, other) => isOneTypo(one, other)),
    ...addresses(a.addresses, b.addresses),
  }
}

const UNKNOWN: FieldComparison = { agreement: 'unknown', value: '' }
const is = (agreement: Agreement, value: string): FieldComparison => ({ agreement, value })

// Below this, names of other people are as alike as misspelled ones.
const SIMILAR_NAME = 0.88

function texts(a: string, b: string, similar = SIMILAR_NAME): FieldComparison {
  if (a === '' || b === '') return UNKNOWN
  if (a === b) return is('same', a)
  return is(jaroWinkler(a, b) >= similar ? 'similar' : 'different', a)
}

function names(a: Features, b: Features): Pick<Comparison, 'givenName' | 'familyName'> {
  const straight = { givenName: givenNames(a.given, b.given), familyName: texts(a.family, b.family) }
  if (straight.givenName.agreement !== 'different' || straight.familyName.agreement !== 'different')
    return straight
  const crossed = [texts(a.given, b.family), texts(a.family, b.given)]
  const agree = crossed.every(({ agreement }) => agreement === 'same' || agreement === 'similar')
  return agree ? { givenName: is('exchanged', a.given), familyName: is('exchanged', a.family) } : straight
}

/** An initial agrees with the name it stands for. */
function givenNames(a: string, b: string): FieldComparison {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length === 1 && long.length > 1) return is(long.startsWith(short) ? 'similar' : 'different', long)
  return texts(a, b)
}

/** Similar: one digit wrong, day and month exchanged, or one of the two without its year. */
function birthdays(a: string, b: string): FieldComparison {
  if (a === '' || b === '') return UNKNOWN
  if (a === b) return is('same', a)
  if (a.length !== b.length) return is(a.slice(-4) === b.slice(-4) ? 'similar' : 'different', a)
  const exchanged = a.slice(0, -4) + a.slice(-2) + a.slice(-4, -2)
  return is(isOneTypo(a, b) || exchanged === b ? 'similar' : 'different', a)
}

function sets(
  a: readonly string[],
  b: readonly string[],
  alike: (one: string, other: string) => boolean,
): FieldComparison {
  if (a.length === 0 || b.length === 0) return UNKNOWN
  const same = a.find((one) => b.includes(one))
  if (same !== undefined) return is('same', same)
  return is(a.some((one) => b.some((other) => alike(one, other))) ? 'similar' : 'different', '')
}

type PlaceComparison = Pick<
  Comparison,
  'street' | 'houseNumber' | 'addressLine2' | 'city' | 'postalCode' | 'region'
>

function addresses(a: readonly AddressFeatures[], b: readonly AddressFeatures[]): PlaceComparison {
  let best: PlaceComparison | undefined
  for (const one of a) {
    for (const other of b) {
      const places = compareAddress(one, other)
      if (!best || agreements(places) > agreements(best)) best = places
    }
  }
  return (
    best ?? {
      street: UNKNOWN,
      houseNumber: UNKNOWN,
      addressLine2: UNKNOWN,
      city: UNKNOWN,
      postalCode: UNKNOWN,
      region: UNKNOWN,
    }
  )
}

function compareAddress(a: AddressFeatures, b: AddressFeatures): PlaceComparison {
  const street = texts(a.street, b.street)
  // Street and building change places from one form to the next.
  const crossed = street.agreement === 'different' ? [texts(a.street, b.extra), texts(a.extra, b.street)] : []
  const found = crossed.find(({ agreement }) => agreement === 'same' || agreement === 'similar')
  return {
    street: found ? is('similar', found.value) : street,
    houseNumber: numbers(a.number, b.number),
    addressLine2: found ? UNKNOWN : texts(a.extra, b.extra),
    city: texts(a.city, b.city),
    postalCode: numbers(a.postalCode, b.postalCode),
    region: texts(a.region, b.region, 1),
  }
}

function numbers(a: string, b: string): FieldComparison {
  if (a === '' || b === '') return UNKNOWN
  if (a === b) return is('same', a)
  return is(a.length > 2 && isOneTypo(a, b) ? 'similar' : 'different', a)
}

const POINTS: Record<Agreement, number> = { same: 2, similar: 1.5, exchanged: 1.5, unknown: 0, different: -1 }
const agreements = (places: PlaceComparison) =>
  Object.values(places).reduce((sum, { agreement }) => sum + POINTS[agreement], 0)
