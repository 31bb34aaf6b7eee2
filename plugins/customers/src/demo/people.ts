import type { Random } from './random.ts'
import {
  FAMILY_NAMES,
  GIVEN_NAMES,
  METALS,
  ORGANISATIONS,
  PLACES,
  SOURCES,
  STONES,
  STREETS,
  STYLES,
  TAGS,
} from './words.ts'

export type Body = Record<string, unknown>

/** A customer to be, and the home it shares with its family. */
export interface Person {
  body: Body
  household: number
}

const DAY_MS = 86_400_000

/** Days around the next weeks come up more often than chance, so that the reminders have something to say. */
function lifeEvent(random: Random, now: Date, type: string, years: [number, number]): Body {
  const soon = random.chance(0.25)
  const day = new Date(now.getTime() + random.int(soon ? 1 : -180, soon ? 20 : 180) * DAY_MS)
  const year = random.chance(0.8) ? { year: now.getUTCFullYear() - random.int(...years) } : {}
  return { type, month: day.getUTCMonth() + 1, day: Math.min(day.getUTCDate(), 28), ...year }
}

function ringSizes(random: Random, now: Date): Body[] {
  if (random.chance(0.35)) return []
  // Whole US sizes between 4 and 10, as the inner circumference in mm.
  const us = random.int(4, 10)
  const measuredOn = new Date(now.getTime() - random.int(10, 900) * DAY_MS).toISOString().slice(0, 10)
  const ring = {
    hand: 'left',
    finger: 'ring',
    circumference: Number((Math.PI * (11.6332 + 0.8128 * us)).toFixed(2)),
    measuredOn,
  }
  const middle = {
    ...ring,
    hand: 'right',
    finger: 'middle',
    circumference: Number((ring.circumference + 1.28).toFixed(2)),
  }
  return random.chance(0.3) ? [ring, middle] : [ring]
}

function preferences(random: Random): Body {
  const from = random.int(2, 20) * 25_000
  return {
    preferredMetals: random.some(METALS, 2),
    preferredStones: random.some(STONES, 3),
    preferredStyles: random.some(STYLES, 2),
    tags: random.some(TAGS, 2),
    source: random.pick(SOURCES),
    ...(random.chance(0.4) && {
      budgetFrom: { amount: from, currency: 'USD' },
      budgetTo: { amount: from * random.int(2, 4), currency: 'USD' },
    }),
  }
}

/** Numbers of the range that is kept for fiction: 555-0100 to 555-0199 of every area. */
function phone(area: string, index: number): string {
  // Far apart, so that the numbers of a family are not one slip of the finger from each other.
  return `+1${area}55501${String((index * 37) % 100).padStart(2, '0')}`
}

interface Home {
  household: number
  familyName: string
  area: string
  address: Body
  married: Body
  size: number
}

function inventHome(random: Random, now: Date, household: number): Home {
  const { area, ...place } = random.pick(PLACES)
  const street = `${random.int(1, 180)} ${random.pick(STREETS)}`
  return {
    household,
    familyName: FAMILY_NAMES[household % FAMILY_NAMES.length] as string,
    area,
    address: { ...place, label: 'home', street, country: 'US', primary: true },
    married: lifeEvent(random, now, 'wedding', [1, 30]),
    size: random.pick([1, 1, 2, 2, 3]),
  }
}

function lifeEvents(random: Random, now: Date, { married, size }: Home, member: number): Body[] {
  const grown = member < 2
  const birthday = random.chance(0.8) ? [lifeEvent(random, now, 'birthday', grown ? [24, 78] : [5, 22])] : []
  return size > 1 && grown ? [...birthday, married] : birthday
}

function inventPerson(random: Random, now: Date, home: Home, member: number, index: number): Body {
  const { familyName, area, address, household } = home
  const givenName = GIVEN_NAMES[(index * 7 + household) % GIVEN_NAMES.length] as string
  const email = `${givenName}.${familyName}${index}@example.com`.toLowerCase()
  const work = { label: 'work', address: `${givenName}${index}@work.example.com`.toLowerCase() }
  return {
    givenName,
    familyName,
    email: random.chance(0.92) ? email : null,
    phone: random.chance(0.85) ? phone(area, index) : null,
    language: random.pick(['en-US', 'en-US', 'es-US']),
    ...preferences(random),
    addresses: random.chance(0.7) ? [address] : [],
    emails: random.chance(0.15) ? [work] : [],
    ringSizes: ringSizes(random, now),
    lifeEvents: lifeEvents(random, now, home, member),
  }
}

/** Households of one to three people who share name and address. */
export function inventPeople(random: Random, now: Date, count: number): Person[] {
  const people: Person[] = []
  for (let household = 0; people.length < count; household++) {
    const home = inventHome(random, now, household)
    for (let member = 0; member < home.size && people.length < count; member++)
      people.push({ household, body: inventPerson(random, now, home, member, people.length) })
  }
  return people
}

/** Firms that buy gifts and awards. */
export function inventOrganisations(random: Random): Body[] {
  return ORGANISATIONS.map((organisation, index) => {
    const { area, ...place } = random.pick(PLACES)
    const domain = organisation.toLowerCase().replace(/[^a-z]+/g, '-')
    return {
      type: 'organisation',
      organisation,
      email: `office@${domain}.example.com`,
      phone: phone(area, 80 + index),
      tags: ['Corporate gifts'],
      source: random.pick(SOURCES),
      addresses: [
        { ...place, label: 'work', street: `${random.int(1, 90)} ${random.pick(STREETS)}`, country: 'US' },
      ],
    }
  })
}

/** The same people as somebody else typed them in: a slip, an initial, an old address. */
export function inventDuplicates(random: Random, people: readonly Person[]): Body[] {
  const known = people.filter(
    ({ body }) => body.phone && body.email && (body.lifeEvents as Body[]).length > 0,
  )
  return known.slice(0, 7).map(({ body }, index) => {
    const name = String(body.familyName)
    const slip = name.slice(0, -2) + name.slice(-1)
    return {
      givenName: index % 3 === 0 ? String(body.givenName).charAt(0) : body.givenName,
      familyName: index % 2 === 0 ? slip : name,
      phone: body.phone,
      lifeEvents: (body.lifeEvents as Body[]).slice(0, 1),
      source: random.pick(SOURCES),
      tags: ['Repairs'],
    }
  })
}
