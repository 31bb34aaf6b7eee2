import type { Card, CardComponent, CardProperty, CardValue, CardVersion } from './card.ts'

/** jCard of RFC 7095: `["vcard", [["fn", {}, "text", "Jane Doe"], …]]`. */
export type JCard = ['vcard', JProperty[]]
export type JProperty = [
  name: string,
  params: Record<string, string | string[]>,
  type: string,
  ...values: JValue[],
]
export type JValue = string | number | boolean | (string | number | (string | number)[])[]

/** The card as jCard. Version and types stay as they are: convert to 4.0 first where the reader asks for that. */
export function toJCard(card: Card): JCard {
  return ['vcard', [['version', {}, 'text', card.version], ...card.properties.map(toJProperty)]]
}

function toJProperty({ group, name, params, type, values }: CardProperty): JProperty {
  const single = (list: readonly string[]) => (list.length === 1 ? (list[0] as string) : [...list])
  const entries = Object.entries(params).map(([key, list]) => [key, single(list)] as const)
  const all = Object.fromEntries(group === undefined ? entries : [...entries, ['group', group] as const])
  return [name, all, type, ...values.map((value) => toJValue(value, type))]
}

function toJValue(value: CardValue, type: string): JValue {
  if (typeof value !== 'string')
    return value.map((part) =>
      typeof part === 'string' ? toScalar(part, type) : part.map((piece) => toScalar(piece, type)),
    )
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  return toScalar(value, type)
}

function toScalar(text: string, type: string): string | number {
  const number = type === 'float' || type === 'integer' ? Number(text) : Number.NaN
  return Number.isFinite(number) && text.trim() !== '' ? number : text
}

export type JCardResult = { ok: true; card: Card } | { ok: false; message: string }

/** Reads a jCard; the message of a refusal names the first property that is none. */
export function fromJCard(json: unknown): JCardResult {
  if (!Array.isArray(json) || json[0] !== 'vcard' || !Array.isArray(json[1]))
    return refuse('A jCard is an array of "vcard" and its properties.')
  const properties: CardProperty[] = []
  let version: CardVersion = '4.0'
  for (const [i, item] of json[1].entries()) {
    const property = fromJProperty(item)
    if (!property)
      return refuse(`Item ${i + 1} of the jCard is no property: write [name, parameters, type, value…].`)
    if (property.name !== 'version') properties.push(property)
    else if (isVersion(property.values[0])) version = property.values[0]
  }
  return { ok: true, card: { version, properties } }
}

const NAME = /^[a-z0-9_/-]+$/i
const isVersion = (value: unknown): value is CardVersion =>
  value === '2.1' || value === '3.0' || value === '4.0'

function fromJProperty(item: unknown): CardProperty | undefined {
  if (!Array.isArray(item) || item.length < 4) return undefined
  const [name, params, type, ...rest] = item as unknown[]
  if (typeof name !== 'string' || !NAME.test(name) || typeof type !== 'string' || !NAME.test(type))
    return undefined
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return undefined
  const values = rest.map(fromJValue)
  const named = Object.entries(params).map(([key, value]) => [key.toLowerCase(), fromParam(value)] as const)
  if (values.includes(undefined) || named.some(([key, list]) => !NAME.test(key) || !list)) return undefined
  const group = named.find(([key]) => key === 'group')?.[1]?.[0]
  if (group !== undefined && !NAME.test(group)) return undefined
  return {
    ...(group === undefined ? {} : { group: group.toLowerCase() }),
    name: name.toLowerCase(),
    params: Object.fromEntries(named.filter(([key]) => key !== 'group')) as Record<string, string[]>,
    type: type.toLowerCase(),
    values: values as CardValue[],
  }
}

function fromParam(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value : [value]
  const texts = list.map(scalarText)
  return texts.length === 0 || texts.includes(undefined) ? undefined : (texts as string[])
}

function fromJValue(value: unknown): CardValue | undefined {
  if (!Array.isArray(value)) return scalarText(value)
  const parts = value.map((part): CardComponent | undefined => {
    if (!Array.isArray(part)) return scalarText(part)
    const pieces = part.map(scalarText)
    return pieces.includes(undefined) ? undefined : (pieces as string[])
  })
  return parts.includes(undefined) ? undefined : (parts as CardComponent[])
}

function scalarText(value: unknown): string | undefined {
  if (value === null) return ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function refuse(message: string): JCardResult {
  return { ok: false, message }
}
