import { type Card, type CardProperty, groupLabel, parameter } from './vcard/index.ts'

/** Stands between departments inside one another: `Sales / North`. */
export const DEPARTMENTS = ' / '

// Said of nearly every number and address, so they tell nothing.
const SILENT = /^(pref|voice|internet|msg|text|textphone|video|postal|parcel|dom|intl|x400|other)$/
const APPLE_WORDS: Record<string, string> = {
  homepage: 'home',
  iphone: 'mobile',
  cell: 'mobile',
  homefax: 'home fax',
  workfax: 'work fax',
}

/** What the card calls one of several numbers or addresses: `home`, `work fax`, `mobile`, a label of its own, or `other`. */
export function labelOf(card: Card, property: CardProperty): string {
  const own = groupLabel(card, property)
  if (own !== '')
    return Object.hasOwn(APPLE_WORDS, own.toLowerCase()) ? (APPLE_WORDS[own.toLowerCase()] as string) : own
  const types = parameter(property, 'type').filter((type) => !SILENT.test(type))
  const place = types.find((type) => type === 'home' || type === 'work')
  if (types.includes('fax')) return place ? `${place} fax` : 'fax'
  if (types.includes('cell') || types.includes('iphone')) return 'mobile'
  return types.find((type) => type !== 'home' && type !== 'work') ?? place ?? 'other'
}

/** How a label is said on a card: as types where a type can hold it, else by Apple's label in a group of its own. */
export function labelParts(
  label: string,
  group: string,
): { types: string[]; group?: string; extra: CardProperty[] } {
  const word = label.trim()
  if (word === '' || word === 'other') return { types: [], extra: [] }
  if (word === 'mobile') return { types: ['cell'], extra: [] }
  if (/^(home |work )?fax$/.test(word)) return { types: word.split(' '), extra: [] }
  if (/^[a-z][a-z0-9-]*$/.test(word) && !SILENT.test(word) && word !== 'cell' && word !== 'iphone')
    return { types: [word], extra: [] }
  const extra: CardProperty = { group, name: 'x-ablabel', params: {}, type: 'text', values: [word] }
  return { types: [], group, extra: [extra] }
}
