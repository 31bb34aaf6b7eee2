import fc from 'fast-check'
import t from 'tap'
import {
  type Circumference,
  circumferenceOf,
  circumferenceOfDiameter,
  diameterOf,
  formatRingSize,
  parseRingSize,
  type RingSizeSystem,
  rational,
  sizeIn,
  toFixed,
  UnitError,
  type UnitErrorCode,
} from '../../src/units/index.ts'
import { reference, skipWithoutReference } from './reference.ts'

interface RingSizes {
  us: { us: number; diameter_mm: number; circumference_mm: number; iso_8653: number; it_es_nl_ch: number }[]
  uk: { uk: string; diameter_mm: number; circumference_mm: number }[]
  jp: { jp: number; diameter_mm: number; circumference_mm: number }[]
  checks: {
    us: number
    iso?: number
    diameter_mm: number
    uk?: string
    it?: number
    circumference_mm?: number
  }[]
}

// A stored circumference is good to 0.005 mm, so its diameter, rounded in turn, to 0.0066 mm.
const DIAMETER_TOLERANCE = 0.71

const hundredths = (text: number, digits: number) => Math.round(text * 10 ** digits)

t.test('the US, UK and ISO sizes of the trade chart agree', async (t) => {
  const chart: [string, Circumference, string, string][] = [
    ['5', 4931, 'J½', '49'],
    ['6', 5187, 'L½', '52'],
    ['7', 5442, 'N½', '54'],
    ['8', 5697, 'P½', '57'],
  ]
  for (const [us, circumference, uk, iso] of chart) {
    t.equal(parseRingSize(us, 'us').circumference, circumference, `US ${us}`)
    t.equal(formatRingSize(circumference, 'us'), us)
    t.equal(formatRingSize(circumference, 'uk'), uk)
    t.equal(formatRingSize(circumference, 'iso'), iso)
  }
})

t.test('every US size of the reference is met', { skip: skipWithoutReference }, async (t) => {
  for (const row of reference<RingSizes>('ring-sizes.json').us) {
    const { circumference } = parseRingSize(String(row.us), 'us')
    t.equal(circumference, hundredths(row.circumference_mm, 2), `circumference of US ${row.us}`)
    t.ok(
      Math.abs(diameterOf(circumference) - row.diameter_mm * 100) <= DIAMETER_TOLERANCE,
      `diameter of US ${row.us}`,
    )
    t.equal(formatRingSize(circumference, 'iso'), String(row.iso_8653), `ISO of US ${row.us}`)
    t.equal(
      formatRingSize(circumference, 'ch', { exact: true }),
      row.it_es_nl_ch.toFixed(2),
      `CH of US ${row.us}`,
    )
    t.equal(formatRingSize(circumference, 'us'), String(row.us))
  }
})

t.test('every UK size of the reference is met', { skip: skipWithoutReference }, async (t) => {
  for (const row of reference<RingSizes>('ring-sizes.json').uk) {
    const { circumference, system } = parseRingSize(row.uk)
    t.equal(system, 'uk')
    t.ok(Math.abs(circumference - row.circumference_mm * 100) <= 0.5, `circumference of UK ${row.uk}`)
    t.ok(
      Math.abs(diameterOf(circumference) - row.diameter_mm * 100) <= DIAMETER_TOLERANCE,
      `diameter of UK ${row.uk}`,
    )
    t.equal(formatRingSize(circumference, 'uk'), row.uk)
  }
})

t.test('every Japanese size of the reference is met', { skip: skipWithoutReference }, async (t) => {
  for (const row of reference<RingSizes>('ring-sizes.json').jp) {
    const { circumference } = parseRingSize(String(row.jp), 'jp')
    t.equal(circumference, hundredths(row.circumference_mm, 2), `circumference of JP ${row.jp}`)
    t.ok(
      Math.abs(diameterOf(circumference) - row.diameter_mm * 100) <= DIAMETER_TOLERANCE,
      `diameter of JP ${row.jp}`,
    )
    t.equal(formatRingSize(circumference, 'jp'), String(row.jp))
  }
})

t.test('the cross checks of the reference are met', { skip: skipWithoutReference }, async (t) => {
  for (const check of reference<RingSizes>('ring-sizes.json').checks) {
    const { circumference } = parseRingSize(String(check.us), 'us')
    t.equal(
      (diameterOf(circumference) / 100).toFixed(2),
      check.diameter_mm.toFixed(2),
      `diameter of US ${check.us}`,
    )
    if (check.circumference_mm) t.equal(circumference, hundredths(check.circumference_mm, 2))
    if (check.iso) t.equal(formatRingSize(circumference, 'iso'), String(check.iso))
    if (check.it) t.equal(toFixed(sizeIn('ch', circumference), 1), String(check.it))
    if (check.uk) t.match(check.uk, formatRingSize(circumference, 'uk') ?? 'none', `UK of US ${check.us}`)
  }
})

t.test('sizes are read as people write them', async (t) => {
  const cases: [string, RingSizeSystem | undefined, RingSizeSystem, Circumference][] = [
    ['L½', undefined, 'uk', 5188],
    ['L 1/2', 'us', 'uk', 5188],
    ['l.5', undefined, 'uk', 5188],
    ['UK L½', 'us', 'uk', 5188],
    ['Z+1', undefined, 'uk', 7000],
    ['Z + 2½', undefined, 'uk', 7188],
    ['6.5', 'us', 'us', 5314],
    ['6 1/2', 'us', 'us', 5314],
    ['US 6½', undefined, 'us', 5314],
    ['US-6.5', undefined, 'us', 5314],
    ['6,5', 'us', 'us', 5314],
    ['size 7', 'us', 'us', 5442],
    ['7 US', 'jp', 'us', 5442],
    ['52', undefined, 'iso', 5200],
    ['52', 'us', 'iso', 5200],
    ['EU 54', 'us', 'iso', 5400],
    ['54.4 mm', 'us', 'iso', 5440],
    ['Ø 17.3 mm', undefined, 'iso', 5435],
    ['17.3mm dia', undefined, 'iso', 5435],
    ['12', 'jp', 'jp', 5236],
    ['12', 'ch', 'ch', 5200],
    ['IT 14', undefined, 'ch', 5400],
    ['CH -3', undefined, 'ch', 3700],
  ]
  for (const [text, hint, system, circumference] of cases) {
    t.same(parseRingSize(text, hint), { system, circumference }, `"${text}" with hint ${hint}`)
  }
})

t.test('what is no ring size, or could be several, is refused with its reason', async (t) => {
  const cases: [string, RingSizeSystem | undefined, UnitErrorCode][] = [
    ['', 'us', 'UNIT_UNREADABLE'],
    ['big', 'us', 'UNIT_UNREADABLE'],
    ['L+1', undefined, 'UNIT_UNREADABLE'],
    ['UK 7', undefined, 'UNIT_UNREADABLE'],
    ['7', undefined, 'UNIT_AMBIGUOUS'],
    ['30', 'us', 'UNIT_AMBIGUOUS'],
    ['120', 'us', 'UNIT_OUT_OF_RANGE'],
    ['US 60', undefined, 'UNIT_OUT_OF_RANGE'],
    ['3 mm', undefined, 'UNIT_OUT_OF_RANGE'],
  ]
  for (const [text, hint, code] of cases) {
    t.throws(() => parseRingSize(text, hint), { name: 'UnitError', code }, `"${text}" with hint ${hint}`)
  }
  t.throws(() => formatRingSize(51.87, 'us'), UnitError, 'a circumference is in hundredths')
})

t.test('a system without such a small size says so', async (t) => {
  t.equal(formatRingSize(3600, 'uk'), undefined)
  t.equal(formatRingSize(3600, 'jp'), undefined)
  t.equal(formatRingSize(3600, 'us'), undefined)
  t.equal(formatRingSize(3600, 'ch'), '-4')
  t.equal(formatRingSize(3600, 'iso'), '36')
})

t.test('a size in the steps of a system survives being stored and written again', async (t) => {
  const system = fc.constantFrom<RingSizeSystem>('us', 'uk', 'jp', 'ch', 'iso')
  const steps: Record<RingSizeSystem, [bigint, number, number]> = {
    us: [4n, 0, 80],
    uk: [2n, 2, 60],
    jp: [1n, 1, 35],
    ch: [2n, -8, 70],
    iso: [1n, 37, 90],
  }
  fc.assert(
    fc.property(system, fc.nat(1000), (system, seed) => {
      const [perSize, least, most] = steps[system]
      const size = rational(BigInt(least + (seed % (most - least + 1))), perSize)
      const stored = circumferenceOf(system, size)
      const written = formatRingSize(stored, system) ?? ''
      return parseRingSize(system === 'uk' ? written : `${system} ${written}`).circumference === stored
    }),
  )
  t.pass()
})

t.test('diameter and circumference agree within a hundredth of a millimetre of diameter', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 3000, max: 9500 }), (circumference) => {
      const back = circumferenceOfDiameter(rational(BigInt(diameterOf(circumference)), 100n))
      return Math.abs(back - circumference) <= 2
    }),
  )
  t.pass()
})
