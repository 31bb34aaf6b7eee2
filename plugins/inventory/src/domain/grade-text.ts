import {
  COLOR_GRADES,
  FLUORESCENCE_COLORS,
  GRADE_SCALES,
  type Grade,
  type GradeScale,
  gradeRank,
} from './grading.ts'

type Words = Readonly<Record<string, readonly string[]>>

const CUT_WORDS: Words = {
  Ideal: ['I', 'ID', 'IDL', 'IDEALSCHLIFF', 'AGS0', '0', 'HEARTSARROWS', 'SUPERIDEAL', 'TRIPLEIDEAL'],
  Excellent: [
    'X',
    'EX',
    'EXC',
    'EXCL',
    'XCL',
    'XL',
    'TRIPLEEX',
    'TRIPLEEXCELLENT',
    '3X',
    '3EX',
    'XXX',
    'EXZELLENT',
    'AUSGEZEICHNET',
  ],
  Premium: ['PREM', 'PRM'],
  'Very Good': ['VG', 'V', 'VGD', 'SEHRGUT'],
  Good: ['G', 'GD', 'GUT'],
  Fair: ['F', 'FR'],
  Poor: ['P', 'PR'],
}
const SIZE_PREFIXES: readonly (readonly [string, readonly string[]])[] = [
  ['Extremely', ['X', 'E', 'EX', 'XT', 'EXT']],
  ['Very', ['V', 'VR']],
  ['Slightly', ['S', 'SL', 'SLT', 'SLI', 'SLGT']],
]

/** `Very Thin` is met as VTN, VTHIN, V.THIN …: every prefix before every short form of the word. */
function withPrefixes(word: string, shorts: readonly string[]): Words {
  const entries = SIZE_PREFIXES.map(([prefix, marks]) => [
    `${prefix} ${word}`,
    marks.flatMap((mark) => [...shorts, word.toUpperCase()].map((short) => mark + short)),
  ])
  return Object.fromEntries([...entries, [word, shorts]])
}

const WORDS: Readonly<Record<GradeScale, Words>> = {
  color: {},
  clarity: {
    FL: ['FLAWLESS'],
    IF: ['LC', 'INTERNALLYFLAWLESS', 'LOUPECLEAN', 'LUPENREIN'],
    I1: ['P1', 'PIQUE1'],
    I2: ['P2'],
    I3: ['P3'],
  },
  cut: CUT_WORDS,
  polish: CUT_WORDS,
  symmetry: CUT_WORDS,
  fluorescence: {
    None: ['N', 'NN', 'NO', 'NON', 'NIL', 'NG', 'NEG', 'NEGLIGIBLE', 'INERT', 'NIHIL', 'KEINE', 'OHNE'],
    Faint: ['F', 'FT', 'FNT', 'SL', 'SLT', 'SLIGHT', 'VSL', 'VERYSLIGHT', 'WK', 'WEAK', 'SCHWACH', 'GERING'],
    Medium: ['M', 'MD', 'MED', 'MEDIUM', 'MITTEL'],
    Strong: ['S', 'ST', 'STG', 'STR', 'STRG', 'STARK'],
    'Very Strong': ['VS', 'VST', 'VSTG', 'VSTR', 'VSTRG', 'SEHRSTARK'],
  },
  girdle: {
    ...withPrefixes('Thin', ['TN', 'THN']),
    ...withPrefixes('Thick', ['K', 'TK', 'THK', 'TCK']),
    Medium: ['M', 'MED'],
  },
  culet: {
    None: ['N', 'NN', 'NON', 'NO', 'POINTED', 'POINT', 'PTD', 'P'],
    ...withPrefixes('Small', ['S', 'SM', 'SML']),
    ...withPrefixes('Large', ['L', 'LG', 'LRG']),
    Medium: ['M', 'MED'],
  },
  labGrown: {},
}

const lookups: ReadonlyMap<GradeScale, ReadonlyMap<string, string>> = new Map(
  (Object.keys(GRADE_SCALES) as GradeScale[]).map((scale) => [scale, lookupOf(scale)]),
)

function lookupOf(scale: GradeScale): ReadonlyMap<string, string> {
  const grades: readonly string[] = GRADE_SCALES[scale]
  const shorts = Object.entries(WORDS[scale]).flatMap(([grade, words]) =>
    words.map((word) => [word, grade] as const),
  )
  const known = shorts.filter(([, grade]) => grades.includes(grade))
  return new Map([...known, ...grades.map((grade) => [squeeze(grade), grade] as const)])
}

function squeeze(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/**
 * The grade a text of the trade means: `X` → Excellent, `VS-1` → VS1, `F+` → F. Of a stated range (`SI1-SI2`,
 * `VG-EX`) the lesser grade, as an honest seller would. Undefined for what is no grade of the scale.
 */
export function parseGrade<S extends GradeScale>(scale: S, text: string): Grade<S> | undefined {
  return wholeGrade(scale, text) ?? lesserOfRange(scale, text)
}

function wholeGrade<S extends GradeScale>(scale: S, text: string): Grade<S> | undefined {
  return lookups.get(scale)?.get(squeeze(text)) as Grade<S> | undefined
}

function lesserOfRange<S extends GradeScale>(scale: S, text: string): Grade<S> | undefined {
  const range = parseGradeRange(scale, text)
  return range?.[1]
}

/**
 * The two ends of a stated range, in the order of the scale: `MEDIUM - SL.THICK (FACETED)` → Medium to Slightly Thick.
 * A single grade is a range of itself.
 */
export function parseGradeRange<S extends GradeScale>(
  scale: S,
  text: string,
): [Grade<S>, Grade<S>] | undefined {
  const plain = text.replace(/\([^)]*\)|\b(partly|part)?\s*(faceted|fac|polished|bruted)\b/gi, ' ')
  const single = wholeGrade(scale, plain)
  if (single !== undefined) return [single, single]
  const parts = plain.split(/\s+to\s+|\s*[-–/]\s*/i)
  const ends = parts.map((part) => wholeGrade(scale, part))
  const [one, other] = ends
  if (ends.length !== 2 || one === undefined || other === undefined) return undefined
  return (gradeRank(scale, one) ?? 0) <= (gradeRank(scale, other) ?? 0) ? [one, other] : [other, one]
}

/** A colour of the D to Z scale, perhaps with a tint: `K-FAINT BROWN` is K. Undefined for fancy colours. */
export function parseColorGrade(text: string): Grade<'color'> | undefined {
  const direct = parseGrade('color', text)
  if (direct !== undefined) return direct
  const tinted = /^\s*([D-Z])\s*[-,(\s]\s*(?:faint|very light|light)\b/i.exec(text)?.[1]?.toUpperCase()
  return COLOR_GRADES.find((grade) => grade === tinted)
}

export interface Fluorescence {
  readonly grade: Grade<'fluorescence'>
  readonly color: (typeof FLUORESCENCE_COLORS)[number] | undefined
}

/** `MEDIUM YELLOW`, `Faint`, `MB`, `VSBL`, `NN`; undefined for what is no fluorescence. */
export function parseFluorescence(text: string): Fluorescence | undefined {
  const grade = parseGrade('fluorescence', text)
  if (grade !== undefined) return { grade, color: undefined }
  const squeezed = squeeze(text)
  for (const color of FLUORESCENCE_COLORS) {
    for (const ending of [squeeze(color), squeeze(color).slice(0, 2), color.charAt(0)]) {
      const rest = squeezed.endsWith(ending)
        ? parseGrade('fluorescence', squeezed.slice(0, -ending.length))
        : undefined
      if (rest !== undefined) return { grade: rest, color }
    }
  }
  return undefined
}
