import type { Entity, ImportHints } from '@bezel/core'
import { readDecimal, readDimensions } from './core.ts'
import { stoneColumnHints } from './stone-columns.ts'
import {
  readClarity,
  readColor,
  readCulet,
  readFinish,
  readFluorescence,
  readGirdle,
  readLab,
  readOrigin,
  readReport,
  readShape,
} from './stone-values.ts'

type Read = NonNullable<ImportHints['read']>

/** Feeds write 0 where nothing was measured or asked. */
const measured: Read = (cell) => (Number(readDecimal(cell)) === 0 ? null : undefined)

function colorWords(cell: string): string | undefined {
  const color = readColor(cell)
  if (color?.grade) return color.grade
  const fancy = color?.fancy
  return fancy && [fancy.intensity, ...fancy.overtones, fancy.hue].join(' ')
}

/**
 * Readers of the trade's words by field. A word that none of them knows empties the field instead of refusing the stone:
 * a dealer's list with one odd polish is still the dealer's stock.
 */
const readers: Record<string, Read> = {
  shape: (cell) => readShape(cell) ?? null,
  color: (cell) => colorWords(cell),
  // Intensities stand alone in a column of their own: `FC`, `I`, `Fancy Vivid`.
  fancyIntensity: (cell) => readColor(`${cell} yellow`)?.fancy?.intensity ?? null,
  clarity: (cell) => readClarity(cell) ?? null,
  cut: (cell) => readFinish('cut', cell) ?? null,
  polish: (cell) => readFinish('polish', cell) ?? null,
  symmetry: (cell) => readFinish('symmetry', cell) ?? null,
  fluorescence: (cell) => readFluorescence(cell)?.grade ?? null,
  fluorescenceColor: (cell) => readFluorescence(cell)?.color ?? null,
  lab: (cell) => readLab(cell),
  certificateNumber: (cell) => readReport(cell)?.number,
  origin: (cell) => readOrigin(cell) ?? null,
  girdleThin: (cell) => readGirdle(cell)?.[0] ?? null,
  girdleThick: (cell) => readGirdle(cell)?.[1] ?? null,
  culet: (cell) => readCulet(cell) ?? null,
  depth: measured,
  table: measured,
  length: measured,
  width: measured,
  height: measured,
  price: measured,
  pricePerCarat: measured,
}

/** Names of the hints whose fields stones call otherwise. */
const hintOf: Record<string, string> = {
  depth: 'depthPercent',
  table: 'tablePercent',
  height: 'depth',
  comments: 'comment',
}

/** How files name and write one field of a stone, for its `import` option. */
export function stoneHints(field: string): { import: ImportHints } {
  const read = readers[field]
  return { import: { ...stoneColumnHints[hintOf[field] ?? field], ...(read && { read }) } }
}

const fields = new Set([
  ...Object.keys(readers),
  'stockNumber',
  'carat',
  'certificateNumber',
  'fancyHue',
  'fancyOvertone',
  'treatment',
  'comments',
  'certificateUrl',
  'imageUrl',
  'videoUrl',
])
const taken = new Set([...fields].map((field) => hintOf[field] ?? field))

/** Columns of stock lists that stones have no field for; knowing them keeps a Rapaport price from passing for the price. */
const extras = Object.fromEntries(Object.entries(stoneColumnHints).filter(([name]) => !taken.has(name)))

/** `5.40X5.43X3.36`, `M-STK` and `GIA 2141438172` → the fields they make, where the file has no columns of their own for them. */
function row(values: Record<string, unknown>, cells: Record<string, string>): Record<string, unknown> {
  const [length, width, height] = (cells.measurements && readDimensions(cells.measurements)) || []
  const [girdleThin, girdleThick] = (cells.girdle && readGirdle(cells.girdle)) || []
  const report = cells.report ? readReport(cells.report) : undefined
  const made = {
    lab: report?.lab,
    certificateNumber: report?.number,
    length: Number(length),
    width: Number(width),
    height: Number(height),
    girdleThin,
    girdleThick,
  }
  const told = Object.entries(made).filter(([, value]) => value && !Number.isNaN(value))
  return {
    ...Object.fromEntries(told),
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
  }
}

/** How imports read dealers' stock lists into stones. */
export const stoneImport: NonNullable<Entity['import']> = { extras, row }
