import type { Context, RecordOf } from '@bezel/core'
import { Style } from '../entities/style.ts'
import type { Basics } from './basics.ts'
import type { Chance } from './chance.ts'

/** A design and how pieces of it are made. */
export interface Design {
  style: RecordOf<typeof Style>
  alloys: readonly string[]
  /** Net grams, least and most. */
  grams: readonly [number, number]
  /** Stones of one piece: kind, least and most of count and of carats each. */
  stones?: {
    species: string
    shape: string
    count: readonly [number, number]
    each: readonly [number, number]
    perCarat: number
  }
  labour: number
}

type Category = 'ring' | 'earrings' | 'necklace' | 'bracelet' | 'pendant' | 'brooch' | 'watch' | 'cufflinks'

interface Family extends Omit<Design, 'style'> {
  category: Category
  line: string
  names: string[]
}

const gold = ['14KY', '14KW', '14KR', '18KY', '18KW'] as const
const fine = [...gold, 'PT950'] as const

const families: Family[] = [
  {
    category: 'ring',
    line: 'Bridal',
    names: [
      'Aurora solitaire',
      'Aurora halo',
      'Fern three-stone',
      'Fern vintage',
      'Harbor cathedral',
      'Harbor tapered',
    ],
    alloys: fine,
    grams: [3, 6],
    stones: { species: 'diamond', shape: 'round', count: [1, 1], each: [0.4, 1.6], perCarat: 2400 },
    labour: 180,
  },
  {
    category: 'ring',
    line: 'Bands',
    names: [
      'Court band 4 mm',
      'Court band 6 mm',
      'Milgrain band',
      'Hammered band',
      'Half eternity',
      'Full eternity',
    ],
    alloys: fine,
    grams: [3, 8],
    stones: { species: 'diamond', shape: 'round', count: [0, 18], each: [0.02, 0.04], perCarat: 650 },
    labour: 90,
  },
  {
    category: 'ring',
    line: 'Colour',
    names: ['Lagoon sapphire', 'Ember ruby', 'Meadow emerald', 'Dusk tanzanite'],
    alloys: gold,
    grams: [3, 6],
    stones: { species: 'sapphire', shape: 'oval', count: [1, 1], each: [0.8, 2.4], perCarat: 620 },
    labour: 160,
  },
  {
    category: 'earrings',
    line: 'Everyday',
    names: ['Classic studs', 'Petal studs', 'Small hoops', 'Large hoops', 'Pearl drops', 'Leaf drops'],
    alloys: [...gold, 'AG925'],
    grams: [1, 5],
    stones: { species: 'diamond', shape: 'round', count: [2, 2], each: [0.1, 0.5], perCarat: 1100 },
    labour: 60,
  },
  {
    category: 'necklace',
    line: 'Chains',
    names: ['Cable chain 45 cm', 'Box chain 50 cm', 'Curb chain 55 cm', 'Paperclip chain', 'Rope chain'],
    alloys: [...gold, 'AG925'],
    grams: [4, 22],
    labour: 40,
  },
  {
    category: 'pendant',
    line: 'Everyday',
    names: ['Initial disc', 'Compass', 'Solitaire drop', 'Locket oval'],
    alloys: [...gold, 'AG925'],
    grams: [1, 6],
    stones: { species: 'diamond', shape: 'round', count: [0, 1], each: [0.05, 0.4], perCarat: 900 },
    labour: 55,
  },
  {
    category: 'bracelet',
    line: 'Everyday',
    names: ['Tennis bracelet', 'Bangle slim', 'Bangle wide', 'Charm bracelet'],
    alloys: [...gold, 'AG925'],
    grams: [6, 24],
    stones: { species: 'diamond', shape: 'round', count: [0, 40], each: [0.03, 0.06], perCarat: 600 },
    labour: 120,
  },
  {
    category: 'brooch',
    line: 'Estate',
    names: ['Bow brooch', 'Dragonfly', 'Cameo'],
    alloys: ['18KY', 'AG925', 'PT950'],
    grams: [6, 18],
    labour: 200,
  },
  {
    category: 'cufflinks',
    line: 'Gentlemen',
    names: ['Oval cufflinks', 'Knot cufflinks'],
    alloys: ['14KY', 'AG925'],
    grams: [7, 14],
    labour: 70,
  },
]

/** Some forty designs with what their pieces are made of. */
export async function seedDesigns(ctx: Context, chance: Chance, { suppliers }: Basics): Promise<Design[]> {
  const listed = families.flatMap((family) => family.names.map((name) => ({ family, name })))
  const styles = await ctx.records(Style).createMany(
    listed.map(({ family, name }, index) => ({
      styleNumber: `${family.category.slice(0, 2).toUpperCase()}-${1001 + index}`,
      name,
      category: family.category,
      line: family.line,
      description: `${name} from our ${family.line} line.`,
      supplierId: chance.pick(suppliers).id,
      tags: [family.line.toLowerCase()],
    })),
  )
  return styles.map((style, index) => ({ ...(listed[index] as (typeof listed)[number]).family, style }))
}
