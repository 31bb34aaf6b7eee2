import type { CardFields } from './card-fields.ts'
import { labelOf } from './card-labels.ts'
import { countryCode, parseEmail, parsePhone } from './core.ts'
import type { CustomerAddress, CustomerEmail, CustomerPhone } from './customer.ts'
import { component, parameter, textOf } from './vcard/index.ts'

/** E-mail addresses, the preferred one first and primary. */
export function emailsOf(read: CardFields): CustomerEmail[] {
  const found = read.mapped(['email'], (property) => {
    const typed = textOf(property).replace(/^mailto:/i, '')
    const parsed = parseEmail(typed)
    if (typed === '') return undefined
    return {
      key: parsed.ok ? parsed.key : typed,
      label: labelOf(read.card, property),
      address: parsed.ok ? parsed.value : typed,
    }
  })
  return unique(found).map(({ label, address }, i) => ({ label, address, primary: i === 0 }))
}

/** Phone numbers, the preferred one first and primary. */
export function phonesOf(read: CardFields, country: string | undefined): CustomerPhone[] {
  const found = read.mapped(['tel'], (property) => {
    const typed = textOf(property).replace(/^tel:/i, '')
    const parsed = parsePhone(typed, country)
    if (typed === '') return undefined
    const number = parsed.ok ? parsed.value : typed
    return { key: number, label: labelOf(read.card, property), number }
  })
  return unique(found).map(({ label, number }, i) => ({ label, number, primary: i === 0 }))
}

function unique<T extends { key: string }>(items: T[]): T[] {
  return items.filter((item, i) => items.findIndex(({ key }) => key === item.key) === i)
}

/** Postal addresses that say anything. */
export function addressesOf(read: CardFields): CustomerAddress[] {
  return read.mapped(['adr'], (property) => {
    const [box, extended, street, city, region, postalCode, country] = Array.from({ length: 7 }, (_, i) =>
      component(property, i),
    )
    const lines = [street, extended, box]
      .flatMap((part) => (part ?? '').split('\n'))
      .map(withoutEdges)
      .filter(Boolean)
    const fallback = (parameter(property, 'label')[0] ?? '').split('\n').map(withoutEdges).filter(Boolean)
    const [street1 = '', ...others] = lines.length > 0 || city || postalCode ? lines : fallback
    const place = {
      street1,
      street2: others.join(', '),
      city,
      region,
      postalCode,
      country: countryCode(country ?? '') ?? country,
    }
    const filled = Object.entries(place)
      .map(([key, text]) => [key, withoutEdges(text ?? '')] as const)
      .filter(([, text]) => text !== '')
    return filled.length === 0
      ? undefined
      : { label: labelOf(read.card, property), ...Object.fromEntries(filled) }
  })
}

const withoutEdges = (text: string) => text.trim().replace(/^,\s*|\s*,$/g, '')
