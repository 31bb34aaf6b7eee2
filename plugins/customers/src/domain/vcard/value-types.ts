import type { CardVersion } from './card.ts'

/** How a property's value is built: one value, a comma list, or parts (themselves lists where `lists`). */
export type Shape = 'single' | 'list' | 'parts' | 'parts-of-lists'

// RFC 6350 section 6, with RFC 6474 and 6715.
const TYPES_40: Record<string, string> = table(`
  text: kind xml fn n nickname gender adr tel email tz title role org categories note prodid clientpidmap expertise hobby
    interest birthplace deathplace
  uri: source photo impp geo logo member related sound uid url key fburl caladruri caluri org-directory
  date-and-or-time: bday anniversary deathdate
  language-tag: lang
  timestamp: rev
`)

// RFC 2426 section 3, with impp of RFC 4770; vCard 2.1 means the same by these names.
const TYPES_30: Record<string, string> = table(`
  text: fn n nickname adr label email mailer title role org categories note prodid sort-string uid class name profile
  binary: photo logo sound key
  date: bday
  date-time: rev
  phone-number: tel
  utc-offset: tz
  float: geo
  vcard: agent
  uri: url impp source caladruri caluri fburl
`)

const SHAPES: Record<string, Shape> = {
  n: 'parts-of-lists',
  adr: 'parts-of-lists',
  org: 'parts',
  gender: 'parts',
  clientpidmap: 'parts',
  nickname: 'list',
  categories: 'list',
}

/** The value type of a property where nothing else is said; `unknown` for names the version does not define. */
export function defaultType(name: string, version: CardVersion): string {
  const types = version === '4.0' ? TYPES_40 : TYPES_30
  return Object.hasOwn(types, name) ? (types[name] as string) : 'unknown'
}

/** How the values of a property are separated; only text and GEO's two numbers have structure. */
export function shapeOf(name: string, type: string): Shape {
  if (type === 'float' && name === 'geo') return 'parts'
  return type === 'text' && Object.hasOwn(SHAPES, name) ? (SHAPES[name] as Shape) : 'single'
}

function table(text: string): Record<string, string> {
  const types: Record<string, string> = {}
  let type = ''
  for (const word of text.trim().split(/\s+/)) {
    if (word.endsWith(':')) type = word.slice(0, -1)
    else types[word] = type
  }
  return types
}
