import type { Context } from '@bezel/core'
import type { PieceRecord, StoneRecord } from '../assembly/parts.ts'
import { encodeSgtin } from '../domain/epc-binary.ts'
import { Certificate } from '../entities/certificate.ts'
import { Parcel } from '../entities/parcel.ts'
import { Piece } from '../entities/piece.ts'
import { Stone } from '../entities/stone.ts'
import type { ParcelRecord } from '../parcel/change.ts'
import type { Basics } from './basics.ts'
import { type Chance, dateOf, daysAgo, usd } from './chance.ts'
import type { Design } from './designs.ts'
import type { PhotoOf } from './photographs.ts'

/** Dollars per gram of the alloys, about; what a demo piece cost follows from it. */
const perGram: Record<string, number> = {
  '14KY': 45,
  '14KW': 45,
  '14KR': 45,
  '18KY': 58,
  '18KW': 58,
  PT950: 31,
  PD950: 32,
  AG925: 1,
}

/** Inner circumferences of US 4 to 9, in millimetres. */
const ringSizes = [46.76, 48.04, 49.31, 50.59, 51.87, 53.14, 54.42, 55.7, 56.97, 59.53]

const between = (chance: Chance, [least, most]: readonly [number, number], scale: number) =>
  chance.whole(Math.round(least * scale), Math.round(most * scale)) / scale

function stonesOf(chance: Chance, { stones }: Design) {
  const count = stones ? chance.whole(...stones.count) : 0
  if (!stones || count === 0) return { settings: [], cost: 0 }
  const carat = Math.round(between(chance, stones.each, 1000) * count * 1000) / 1000
  const cost = Math.round(carat * stones.perCarat * 100)
  const { species, shape } = stones
  return { settings: [{ species, shape, count, carat, cost: usd(cost), setting: 'set' }], cost }
}

function ownershipOf(chance: Chance, line: string | null): 'owned' | 'vendor_memo' | 'consignment' {
  if (line === 'Estate' || chance.is(0.05)) return 'consignment'
  return chance.is(0.08) ? 'vendor_memo' : 'owned'
}

function placeOf(chance: Chance, { stores, locations }: Basics) {
  const store = chance.is(0.6) ? stores[0] : chance.pick(stores)
  const places = locations.filter(({ storeId, type }) => storeId === store?.id && type !== 'workshop')
  const { storeId, id } = chance.pick(places)
  return { storeId, locationId: id }
}

function pieceOf(
  ctx: Context,
  chance: Chance,
  basics: Basics,
  design: Design,
  photoOf: PhotoOf,
  index: number,
) {
  const alloy = basics.alloys.find(({ code }) => code === chance.pick(design.alloys)) ?? basics.alloys[0]
  const netWeight = between(chance, design.grams, 100)
  const { settings, cost: stoneCost } = stonesOf(chance, design)
  const carats = settings.reduce((sum, { carat }) => sum + carat, 0)
  const metalCost = netWeight * (perGram[alloy?.code ?? ''] ?? 45) * 100
  const labour = design.labour * 100 * (0.8 + chance.next() * 0.4)
  const total = metalCost + stoneCost + labour
  const price = Math.max(9_500, Math.round((total * (2.1 + chance.next() * 0.5)) / 10_000) * 10_000 - 500)
  const { style } = design
  const grossWeight = Math.round((netWeight + carats / 5) * 100) / 100
  return {
    itemNumber: String(100_201 + index),
    name: `${style.name}, ${alloy?.name ?? ''}`,
    styleId: style.id,
    ownership: ownershipOf(chance, style.line),
    supplierId: style.supplierId,
    ...placeOf(chance, basics),
    ...(style.category === 'ring' && { ringSize: chance.pick(ringSizes) }),
    ...(index % 3 === 0 && {
      epc: encodeSgtin({
        scheme: 'sgtin-96',
        filter: 1,
        companyPrefix: '0614141',
        itemReference: '812345',
        serial: String(5001 + index),
      }),
    }),
    grossWeight,
    cost: usd(metalCost + stoneCost),
    labourCost: usd(labour),
    price: usd(price),
    receivedOn: dateOf(daysAgo(ctx.now, chance.whole(20, 720))),
    photoId: photoOf(design, alloy?.code),
    metals: [{ alloyId: alloy?.id as string, netWeight, grossWeight }],
    settings,
  }
}

/** Pieces of all designs, received over two years. */
export function seedPieces(
  ctx: Context,
  chance: Chance,
  basics: Basics,
  designs: Design[],
  photoOf: PhotoOf,
  count: number,
): Promise<PieceRecord[]> {
  const rows = Array.from({ length: count }, (_, index) =>
    pieceOf(ctx, chance, basics, designs[index % designs.length] as Design, photoOf, index),
  )
  return ctx.records(Piece).createMany(rows as never)
}

const shapes = ['round', 'round', 'round', 'oval', 'cushion', 'emerald', 'princess', 'pear'] as const
const colors = ['D', 'E', 'F', 'G', 'G', 'H', 'H', 'I', 'J'] as const
const clarities = ['IF', 'VVS1', 'VVS2', 'VS1', 'VS1', 'VS2', 'VS2', 'SI1', 'SI2'] as const
const grades = ['Excellent', 'Excellent', 'Very Good', 'Good'] as const

function stoneOf(ctx: Context, chance: Chance, basics: Basics, index: number) {
  const carat = chance.whole(300, 2600) / 1000
  const [color, clarity] = [chance.whole(0, colors.length - 1), chance.whole(0, clarities.length - 1)]
  const perCarat = Math.round((1800 + 2600 * carat) * (1.35 - color * 0.06) * (1.3 - clarity * 0.07))
  const labGrown = chance.is(0.15)
  const cost = perCarat * carat * (labGrown ? 12 : 60)
  const diameter = Math.round(650 * Math.cbrt(carat)) / 100
  const certified = chance.is(0.75)
  const finish = { polish: chance.pick(grades), symmetry: chance.pick(grades) }
  const shape = chance.pick(shapes)
  return {
    stockNumber: `D-${2001 + index}`,
    origin: labGrown ? 'lab_grown' : 'natural',
    shape,
    carat,
    color: colors[color] ?? 'G',
    clarity: clarities[clarity] ?? 'VS1',
    ...(shape === 'round' && { cut: chance.pick(grades) }),
    ...finish,
    fluorescence: chance.pick(['None', 'None', 'None', 'Faint', 'Medium'] as const),
    length: diameter,
    width: Math.round(diameter * 98) / 100,
    height: Math.round(diameter * 61) / 100,
    depth: chance.whole(590, 640) / 10,
    table: chance.whole(53, 61),
    ...(certified && {
      lab: chance.pick(['GIA', 'GIA', 'IGI'] as const),
      certificateNumber: chance.digits(10),
    }),
    cost: usd(cost),
    price: usd(Math.round((cost * 1.9) / 1000) * 1000),
    ...placeOf(chance, basics),
    supplierId: basics.suppliers[labGrown ? 10 : chance.whole(0, 1)]?.id ?? null,
    receivedOn: dateOf(daysAgo(ctx.now, chance.whole(10, 600))),
  }
}

/** Single diamonds, most of them with a report. */
export async function seedStones(
  ctx: Context,
  chance: Chance,
  basics: Basics,
  count: number,
): Promise<StoneRecord[]> {
  const rows = Array.from({ length: count }, (_, index) => stoneOf(ctx, chance, basics, index))
  const stones = await ctx.records(Stone).createMany(rows as never)
  await ctx
    .records(Certificate)
    .createMany(
      stones.flatMap(({ id, lab, certificateNumber, receivedOn }) =>
        lab && certificateNumber
          ? [{ stoneId: id, lab, number: certificateNumber, type: 'grading' as const, issuedOn: receivedOn }]
          : [],
      ),
    )
  return stones
}

const melee = [
  ['Melee 1.1–1.2 mm', '1.10–1.20 mm', 620, 3.95, 420],
  ['Melee 1.3–1.5 mm', '1.30–1.50 mm', 480, 6.12, 440],
  ['Melee 1.7–2.0 mm', '1.70–2.00 mm', 210, 5.44, 520],
  ['Melee 2.1–2.4 mm', '2.10–2.40 mm', 96, 4.61, 610],
  ['Sapphire melee', '1.50 mm', 140, 2.31, 95],
  ['Baguettes 3 × 1.5', '3.00 × 1.50 mm', 60, 2.88, 380],
] as const

/** Melee in the workshop. */
export function seedParcels(ctx: Context, { stores, locations }: Basics): Promise<ParcelRecord[]> {
  const store = stores[0]?.id as string
  const bench = locations.find(({ storeId, type }) => storeId === store && type === 'workshop')
  return ctx.records(Parcel).createMany(
    melee.map(([description, size, count, carat, perCarat], index) => ({
      parcelNumber: `PM-${101 + index}`,
      description,
      species: description.startsWith('Sapphire') ? 'sapphire' : 'diamond',
      shape: description.startsWith('Baguettes') ? 'baguette' : 'round',
      color: description.startsWith('Sapphire') ? null : 'F–G',
      clarity: description.startsWith('Sapphire') ? null : 'VS',
      size,
      count,
      carat,
      costPerCarat: usd(perCarat * 100),
      storeId: store,
      locationId: bench?.id ?? null,
    })) as never,
  )
}
