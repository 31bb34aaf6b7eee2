import {
  type FancyColor,
  type Fluorescence,
  type Grade,
  parseColorGrade,
  parseFancyColor,
  parseFluorescence,
  parseGrade,
  parseGradeRange,
  parseLab,
  parseShape,
} from '../domain/index.ts'
import { readBoolean } from './core.ts'
import { parseFancyCode } from './fancy-code.ts'

// Readers of the words in dealers' stock lists. `undefined` is a word they do not know, `null` one that says "none".

/** `RD`, `BR`, `pear shape` → `round`, `pear`: lower case, as stones are stored. */
export function readShape(text: string): string | undefined {
  // Alone it is the round brilliant in stock lists; radiants are RA or RAD there.
  if (/^\s*R\.?\s*$/i.test(text)) return 'round'
  const shape = parseShape(text)
  return shape === 'Trilliant' ? 'trillion' : shape?.toLowerCase()
}

/** Without its number a clarity is the lesser of the two, as of every range that a list states. */
const UNNUMBERED: Readonly<Record<string, Grade<'clarity'>>> = { VVS: 'VVS2', VS: 'VS2', SI: 'SI2' }

/** `vs-1`, `LC`, `SI1-SI2` → `VS1`, `IF`, `SI2`. */
export function readClarity(text: string): Grade<'clarity'> | undefined {
  return parseGrade('clarity', text) ?? UNNUMBERED[text.trim().toUpperCase()]
}

/** `X`, `ID`, `very good` → `Excellent`, `Ideal`, `Very Good`; `Premium` only as a cut. */
export function readFinish<Scale extends 'cut' | 'polish' | 'symmetry'>(
  scale: Scale,
  text: string,
): Grade<Scale> | undefined {
  return parseGrade(scale, text)
}

export interface StoneColor {
  /** D to Z; of a range the lesser one, of a tint the letter. */
  grade: Grade<'color'> | undefined
  fancy: FancyColor | undefined
}

/** `F`, `G-H`, `K-FAINT BROWN`, `VIVID FANCY YELLOW`, `FLY`: one of the two scales. */
export function readColor(text: string): StoneColor | undefined {
  const grade = parseColorGrade(text)
  if (grade !== undefined) return { grade, fancy: undefined }
  const fancy = parseFancyColor(text) ?? parseFancyCode(text)
  return fancy && { grade: undefined, fancy }
}

/** `N`, `NG`, `MEDIUM YELLOW`, `MB` → grade and, where it is told, the colour. */
export function readFluorescence(text: string): Fluorescence | undefined {
  return parseFluorescence(text)
}

/** `EGL USA`, `G.I.A.` → `EGL`, `GIA`; null for a stone without a report. */
export function readLab(text: string): string | null | undefined {
  const joined = readReport(text)
  if (joined) return joined.lab
  if (/^\s*(n|nc|no|none|non[\s-]?cert(ified)?|uncert(ified)?|not certified|own)\.?\s*$/i.test(text))
    return null
  return parseLab(text)?.toUpperCase()
}

const REPORT =
  /^([A-Z.]{2,8}(?: [A-Z]+)??) ?(?:cert(?:ificate)?|report)? ?(?:no\.?|nr\.?)? ?[ :#_-] ?([A-Z]{0,3}-?\d{4,}[A-Z\d-]*)$/i

/** `GIA 2141438172`, `IGI-LG512345678`, `GIA#215…`: the laboratory and its number in one cell; undefined for a lone one. */
export function readReport(text: string): { lab: string; number: string } | undefined {
  const plain = text.trim().replace(/\s+/g, ' ')
  if (plain.length > 60) return undefined
  const [, word = '', number = ''] = REPORT.exec(plain) ?? []
  const lab = word && parseLab(word)?.toUpperCase()
  return lab ? { lab, number } : undefined
}

/** From the thinnest to the thickest place. */
export type GirdleRange = [Grade<'girdle'>, Grade<'girdle'>]

/** `STK`, `MEDIUM - SL.THICK`, `N-M F` (thin to medium, faceted); null for what tells no thickness: ` F`, `2.9 F`. */
export function readGirdle(text: string): GirdleRange | null | undefined {
  const bare = text
    .trim()
    .replace(/(^|\s)(F|P|B|FAC|POL)\.?$/i, '')
    .replace(/\bN\b/g, 'TN')
  if (bare === '' || /^[\d.]+\s*%?$/.test(bare)) return null
  return parseGradeRange('girdle', bare)
}

/** `NN`, `POINTED`, `VS` → `None`, `None`, `Very Small`. */
export function readCulet(text: string): Grade<'culet'> | undefined {
  return parseGrade('culet', text)
}

export type StoneOrigin = 'natural' | 'lab_grown'

const LAB_GROWN =
  /\b(lab|laboratory|man|machine)[\s-]*(created|grown|made|diamond)\b|\b(cvd|hpht|synthetic|lgd?|cultured)\b/i
const NATURAL = /\b(natural|mined|earth[\s-]*mined)\b/i

/** `LAB-CREATED`, `CVD`, `natural`; in a column named "man-made" also yes and no. */
export function readOrigin(text: string): StoneOrigin | undefined {
  if (LAB_GROWN.test(text)) return 'lab_grown'
  if (NATURAL.test(text)) return 'natural'
  const isManMade = readBoolean(text)
  return isManMade === undefined ? undefined : isManMade ? 'lab_grown' : 'natural'
}
