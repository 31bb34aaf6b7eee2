import { DEPARTMENTS, labelParts } from './card-labels.ts'
import { countryName, formatPersonName } from './core.ts'
import type { CustomerData } from './customer.ts'
import { formatLifeDate } from './life-event.ts'
import type { Card, CardProperty, CardValue } from './vcard/index.ts'

/**
 * A card of 4.0 that says what the customer's record says, followed by the `rest` that an earlier import kept. Reading
 * it gives the same customer again.
 */
export function cardFromCustomer(customer: CustomerData, rest: readonly CardProperty[] = []): Card {
  const properties = [
    ...names(customer),
    ...organisation(customer),
    ...contacts(customer),
    ...facts(customer),
    ...rest,
  ]
  return { version: '4.0', properties }
}

const text = (
  name: string,
  value: CardValue | undefined,
  params: CardProperty['params'] = {},
): CardProperty[] =>
  value === undefined || value === '' ? [] : [{ name, params, type: 'text', values: [value] }]

function names(customer: CustomerData): CardProperty[] {
  const {
    kind,
    prefix = '',
    givenName = '',
    additionalName = '',
    familyName = '',
    suffix = '',
    nickname,
  } = customer
  const person = formatPersonName(customer)
  const shown =
    (kind === 'organisation' ? customer.organisation : undefined) ||
    person ||
    customer.organisation ||
    firstContact(customer)
  const parts = [familyName, givenName, additionalName, prefix, suffix]
  return [
    ...text('kind', kind === 'organisation' ? 'org' : 'individual'),
    { name: 'fn', params: {}, type: 'text', values: [shown] },
    ...(parts.some((part) => part !== '') ? text('n', parts) : []),
    ...text('nickname', nickname),
  ]
}

const firstContact = ({ emails, phones, urls }: CustomerData) =>
  emails[0]?.address ?? phones[0]?.number ?? urls[0] ?? ''

function organisation({ organisation: name = '', department, title }: CustomerData): CardProperty[] {
  const org = department ? [name, ...department.split(DEPARTMENTS)] : name
  return [...text('org', org), ...text('title', title)]
}

function contacts(customer: CustomerData): CardProperty[] {
  let groups = 0
  const labelled = (property: CardProperty, label: string, primary: boolean): CardProperty[] => {
    const { types, group, extra } = labelParts(label, `label${groups + 1}`)
    if (group !== undefined) groups++
    const params = {
      ...(types.length > 0 ? { type: types } : {}),
      ...(primary ? { pref: ['1'] } : {}),
      ...property.params,
    }
    return [{ ...(group === undefined ? {} : { group }), ...property, params }, ...extra]
  }
  return [
    ...customer.emails.flatMap(({ label, address, primary }) =>
      text('email', address).flatMap((one) => labelled(one, label, primary)),
    ),
    ...customer.phones.flatMap(({ label, number, primary }) => labelled(phone(number), label, primary)),
    ...customer.addresses.flatMap((address) =>
      text('adr', addressParts(address)).flatMap((one) => labelled(one, address.label, false)),
    ),
  ]
}

function phone(number: string): CardProperty {
  const known = /^\+\d+(;ext=\d+)?$/.test(number)
  return { name: 'tel', params: {}, type: known ? 'uri' : 'text', values: [known ? `tel:${number}` : number] }
}

function addressParts({
  street1,
  street2,
  city,
  region,
  postalCode,
  country,
}: CustomerData['addresses'][number]): string[] {
  const street = [street1, street2].filter(Boolean).join('\n')
  return ['', '', street, city ?? '', region ?? '', postalCode ?? '', country ? countryName(country) : '']
}

function facts(customer: CustomerData): CardProperty[] {
  const { birthday, anniversary, notes, tags, language } = customer
  const date = (name: string, value: CustomerData['birthday']): CardProperty[] =>
    value ? [{ name, params: {}, type: 'date-and-or-time', values: [formatLifeDate(value)] }] : []
  return [
    ...date('bday', birthday),
    ...date('anniversary', anniversary),
    ...customer.related.flatMap(({ relation, name }) =>
      text('related', name, relation === 'other' ? {} : { type: [relation] }),
    ),
    ...text('note', notes),
    ...customer.urls.map((url): CardProperty => ({ name: 'url', params: {}, type: 'uri', values: [url] })),
    ...(tags.length > 0 ? [{ name: 'categories', params: {}, type: 'text', values: tags }] : []),
    ...photo(customer),
    ...(language ? [{ name: 'lang', params: {}, type: 'language-tag', values: [language] }] : []),
  ]
}

function photo({ photo: picture }: CustomerData): CardProperty[] {
  if (!picture) return []
  const uri = 'url' in picture ? picture.url : `data:${picture.mediaType};base64,${picture.base64}`
  return [{ name: 'photo', params: {}, type: 'uri', values: [uri] }]
}
