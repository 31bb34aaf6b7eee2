import {
  type Card,
  type CardProperty,
  type CardVersion,
  component,
  parameter,
  preference,
  properties,
  textOf,
  unescapeText,
} from './card.ts'
import { extendedDate, extendedDateTime } from './dates.ts'
import { mediaType, mediaWord, parseDataUri } from './media.ts'
import { defaultType } from './value-types.ts'

/** The same card said in another version's words: photos, preferences, dates, places; names and groups stay. */
export function convertCard(card: Card, version: '3.0' | '4.0'): Card {
  const same = card.version === version
  const convert = version === '4.0' ? to40 : to30
  const converted = same
    ? [...card.properties]
    : card.properties.map((property) => convert(defined(property, version)))
  return { version, properties: [...required(card, version), ...converted] }
}

/** Raw values of names that only the other version defines (CLASS, MAILER…) are text there. */
function defined(property: CardProperty, version: CardVersion): CardProperty {
  if (property.type !== 'unknown' || defaultType(property.name, version) === 'unknown') return property
  return {
    ...property,
    type: 'text',
    values: property.values.map((value) => (typeof value === 'string' ? unescapeText(value) : value)),
  }
}

/** FN must be there in both versions, N in 3.0: made from what else names the card. */
function required(card: Card, version: CardVersion): CardProperty[] {
  const has = (name: string) => card.properties.some((property) => property.name === name)
  const made: CardProperty[] = []
  if (!has('fn')) made.push({ name: 'fn', params: {}, type: 'text', values: [displayName(card)] })
  if (!has('n') && version === '3.0')
    made.push({ name: 'n', params: {}, type: 'text', values: [['', '', '', '', '']] })
  return made
}

function displayName(card: Card): string {
  const [name] = properties(card, 'n')
  const full = [3, 1, 2, 0, 4]
    .map((part) => component(name, part))
    .filter((part) => part !== '')
    .join(' ')
  if (full !== '') return full
  return (
    ['org', 'nickname', 'email', 'tel', 'url']
      .map((other) => textOf(properties(card, other)[0]))
      .find((text) => text !== '') ?? ''
  )
}

function to40(property: CardProperty): CardProperty {
  const types = property.params.type ?? []
  const preferred = preference(property) === 1 && parameter(property, 'pref').length === 0
  // 4.0 says PREF=1 for TYPE=pref, and every address is an Internet one.
  const kept = types.filter((type) => !/^(pref|internet)$/i.test(type)).map((type) => type.toLowerCase())
  const { type: _, encoding: __, ...others } = property.params
  const params = {
    ...(kept.length > 0 ? { type: kept } : {}),
    ...others,
    ...(preferred ? { pref: ['1'] } : {}),
  }
  return { ...property, ...value40(property, params) }
}

type Converted = Pick<CardProperty, 'type' | 'values' | 'params'>

function value40(property: CardProperty, params: CardProperty['params']): Converted {
  const { name, type, values } = property
  const [value] = values
  const as = (newType: string, newValue = values, newParams = params) => ({
    type: newType,
    values: newValue,
    params: newParams,
  })
  if (type === 'binary' && typeof value === 'string') {
    const { type: _, ...others } = params
    return as('uri', [`data:${mediaType(property.params.type?.[0], value)};base64,${value}`], others)
  }
  if (type === 'phone-number' || type === 'vcard') return as('text')
  if (name === 'geo' && type === 'float' && Array.isArray(value)) return as('uri', [`geo:${value.join(',')}`])
  if (name === 'bday' && (type === 'date' || type === 'date-time'))
    return as('date-and-or-time', [withoutOmittedYear(property)], withoutYearMark(params))
  if (name === 'rev' && type === 'date-time') return as('timestamp')
  // A type of 4.0 that some write into 3.0, where it is kept as it was written.
  if (type === 'date-and-or-time' && typeof value === 'string') {
    const date = extendedDateTime(value, 'any')
    return date === undefined ? as('text') : as(type, [date])
  }
  return as(type)
}

// Apple writes birthdays without a year as ones of 1604 and says so.
const OMITTED_YEAR = '1604'

function withoutOmittedYear(property: CardProperty): string {
  const text = textOf(property)
  const omitted = parameter(property, 'x-apple-omit-year')[0]
  return omitted !== undefined && text.startsWith(`${omitted}-`) ? `-${text.slice(omitted.length)}` : text
}

function withoutYearMark({
  'x-apple-omit-year': _,
  ...params
}: CardProperty['params']): CardProperty['params'] {
  return params
}

function to30(property: CardProperty): CardProperty {
  const { pref, ...others } = property.params
  const type = [...(property.params.type ?? []), ...(pref?.[0] === '1' ? ['pref'] : [])]
  // Only the first rank has a word in 3.0; others stay as they are for who understands them.
  const params = {
    ...others,
    ...(type.length > 0 ? { type } : {}),
    ...(pref && pref[0] !== '1' ? { pref } : {}),
  }
  return { ...property, ...value30(property, params) }
}

const BINARY = ['photo', 'logo', 'sound', 'key']

function value30(property: CardProperty, params: CardProperty['params']): Converted {
  const { name, type, values } = property
  const [value] = values
  const as = (newType: string, newValue = values, newParams = params) => ({
    type: newType,
    values: newValue,
    params: newParams,
  })
  if (typeof value !== 'string') return as(type)
  const data = BINARY.includes(name) ? parseDataUri(value) : undefined
  if (data)
    return as('binary', [data.base64], {
      encoding: ['b'],
      ...params,
      type: [...(params.type ?? []), mediaWord(data.type)],
    })
  if (name === 'tel' && type === 'uri' && /^tel:/i.test(value)) return as('phone-number', [value.slice(4)])
  if (name === 'tel' && type === 'text') return as('phone-number')
  const place = name === 'geo' ? /^geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/i.exec(value) : null
  if (place) return as('float', [[String(Number(place[1])), String(Number(place[2]))]])
  if (type === 'timestamp') return as('date-time')
  return type === 'date-and-or-time' ? date30(value, as) : as(type)
}

function date30(
  value: string,
  as: (type: string, values?: CardProperty['values'], params?: CardProperty['params']) => Converted,
): Converted {
  if (/^--\d{2}-\d{2}$/.test(value)) {
    const converted = as('date', [`${OMITTED_YEAR}${value.slice(1)}`])
    return { ...converted, params: { ...converted.params, 'x-apple-omit-year': [OMITTED_YEAR] } }
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && extendedDate(value)) return as('date')
  return /^\d{4}-\d{2}-\d{2}T/.test(value) && extendedDateTime(value, 'both') ? as('date-time') : as('text')
}
