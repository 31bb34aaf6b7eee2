/** Versions that occur; 2.1 is read only. */
export type CardVersion = '2.1' | '3.0' | '4.0'

/** One part of a structured value; a list where the part holds several (two additional names). */
export type CardComponent = string | readonly string[]

/** A plain value, or the parts of a structured one (N, ADR, ORG…). */
export type CardValue = string | readonly CardComponent[]

/**
 * One property, independent of version and spelling: names, groups and parameter names in lower case, escapes resolved,
 * dates in extended form (`1996-04-15`, `--02-03`), binary data as base64. Values of type `unknown` are kept raw, so
 * that what no standard defines is written back as it was.
 */
export type CardProperty = {
  group?: string
  name: string
  /** Without VALUE, CHARSET and quoted-printable ENCODING, which reading resolves. */
  params: Readonly<Record<string, readonly string[]>>
  /** `text`, `uri`, `date`, `binary`… as in jCard (RFC 7095). */
  type: string
  /** Several only for lists such as NICKNAME and CATEGORIES. */
  values: readonly CardValue[]
}

/** A vCard of any version, every property in its order; VERSION is apart. */
export type Card = { version: CardVersion; properties: readonly CardProperty[] }

/** All properties of a name, the preferred ones first. */
export function properties(card: Card, ...names: string[]): CardProperty[] {
  const found = card.properties.filter(({ name }) => names.includes(name))
  return found.sort((a, b) => preference(a) - preference(b))
}

/** The values of a parameter in lower case; empty where it is absent. */
export function parameter(property: CardProperty, name: string): string[] {
  const values = Object.hasOwn(property.params, name) ? property.params[name] : undefined
  return (values ?? []).map((value) => value.toLowerCase())
}

/** 1 for the preferred one of several, up to 100, and 101 where nothing is said. */
export function preference(property: CardProperty): number {
  const rank = Number(parameter(property, 'pref')[0])
  if (rank >= 1 && rank <= 100) return rank
  return parameter(property, 'type').includes('pref') ? 1 : 101
}

/** The property's value as one text: lists joined by comma, parts by blank; raw values unescaped. */
export function textOf(property: CardProperty | undefined): string {
  if (!property) return ''
  const parts = property.values.map((value) =>
    typeof value === 'string' ? value : value.map(componentText).join(' '),
  )
  const text = parts.join(', ')
  return (property.type === 'unknown' ? unescapeText(text) : text).trim()
}

/** One part of a structured value, e.g. 0 for the family name of N; empty where it is absent. */
export function component(property: CardProperty | undefined, index: number): string {
  const value = property?.values[0]
  if (value === undefined) return ''
  if (typeof value === 'string') return index === 0 ? value.trim() : ''
  return componentText(value[index] ?? '')
}

function componentText(part: CardComponent): string {
  if (typeof part === 'string') return part.trim()
  return part
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .join(', ')
}

/** The label that Apple and Google give a property through its group (`item1.X-ABLabel`), `_$!<…>!$_` unwrapped. */
export function groupLabel(card: Card, property: CardProperty): string {
  if (property.group === undefined) return ''
  const label = card.properties.find(({ name, group }) => name === 'x-ablabel' && group === property.group)
  return textOf(label).replace(/^_\$!<(.*)>!\$_$/, '$1')
}

/** Resolves the escapes of RFC 6350 section 3.4; a backslash before anything else stays. */
export function unescapeText(text: string): string {
  return text.replace(/\\([\\,;:nN])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
}
