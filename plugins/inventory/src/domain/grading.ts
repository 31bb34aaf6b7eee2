/** Grades stand in the trade's order: the best first. */

/** GIA colour, D to Z. Fancy colour is another scale (`fancy-color.ts`). */
export const COLOR_GRADES = [
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'R',
  'S',
  'T',
  'U',
  'V',
  'W',
  'X',
  'Y',
  'Z',
] as const

/** GIA clarity with the trade's SI3, which no GIA report carries. */
export const CLARITY_GRADES = [
  'FL',
  'IF',
  'VVS1',
  'VVS2',
  'VS1',
  'VS2',
  'SI1',
  'SI2',
  'SI3',
  'I1',
  'I2',
  'I3',
] as const

/** Cut of round brilliants: GIA's five words, with the trade's Ideal above and Premium below Excellent. */
export const CUT_GRADES = ['Ideal', 'Excellent', 'Premium', 'Very Good', 'Good', 'Fair', 'Poor'] as const

/** Polish and symmetry: GIA's five words, with the Ideal of AGS reports. */
export const FINISH_GRADES = ['Ideal', 'Excellent', 'Very Good', 'Good', 'Fair', 'Poor'] as const

export const FLUORESCENCE_GRADES = ['None', 'Faint', 'Medium', 'Strong', 'Very Strong'] as const
export const FLUORESCENCE_COLORS = ['Blue', 'Green', 'Orange', 'Red', 'White', 'Yellow'] as const

/** From thin to thick: here no end is the better one. */
export const GIRDLE_GRADES = [
  'Extremely Thin',
  'Very Thin',
  'Thin',
  'Medium',
  'Slightly Thick',
  'Thick',
  'Very Thick',
  'Extremely Thick',
] as const

export const CULET_GRADES = [
  'None',
  'Very Small',
  'Small',
  'Medium',
  'Slightly Large',
  'Large',
  'Very Large',
  'Extremely Large',
] as const

/** What GIA reports on laboratory-grown diamonds instead of colour and clarity since October 2025. */
export const LAB_GROWN_CLASSES = ['Premium', 'Standard'] as const

export const GRADE_SCALES = {
  color: COLOR_GRADES,
  clarity: CLARITY_GRADES,
  cut: CUT_GRADES,
  polish: FINISH_GRADES,
  symmetry: FINISH_GRADES,
  fluorescence: FLUORESCENCE_GRADES,
  girdle: GIRDLE_GRADES,
  culet: CULET_GRADES,
  labGrown: LAB_GROWN_CLASSES,
} as const
export type GradeScale = keyof typeof GRADE_SCALES
export type Grade<S extends GradeScale = GradeScale> = (typeof GRADE_SCALES)[S][number]

export const COLOR_GROUPS = {
  colorless: ['D', 'F'],
  'near colorless': ['G', 'J'],
  faint: ['K', 'M'],
  'very light': ['N', 'R'],
  light: ['S', 'Z'],
} as const satisfies Record<string, readonly [Grade<'color'>, Grade<'color'>]>
export type ColorGroup = keyof typeof COLOR_GROUPS

/** The place of a grade in its scale, 0 for the best; undefined for a word that is not of the scale. */
export function gradeRank(scale: GradeScale, grade: string): number | undefined {
  const rank = (GRADE_SCALES[scale] as readonly string[]).indexOf(grade)
  return rank < 0 ? undefined : rank
}

/** For sorting: negative when `a` is the better grade. Grades unknown to the scale come last. */
export function compareGrades(scale: GradeScale, a: string, b: string): number {
  return (gradeRank(scale, a) ?? Number.MAX_SAFE_INTEGER) - (gradeRank(scale, b) ?? Number.MAX_SAFE_INTEGER)
}

/** Whether a grade is as good as another or better. */
export function isAtLeast(scale: GradeScale, grade: string, least: string): boolean {
  const [rank, limit] = [gradeRank(scale, grade), gradeRank(scale, least)]
  return rank !== undefined && limit !== undefined && rank <= limit
}

/** All grades from one to another, both included and in either order: what a search "G to J" asks the database for. */
export function gradesBetween<S extends GradeScale>(scale: S, one: Grade<S>, other: Grade<S>): Grade<S>[] {
  const [a = 0, b = 0] = [gradeRank(scale, one), gradeRank(scale, other)]
  return (GRADE_SCALES[scale] as readonly Grade<S>[]).slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** The group GIA puts a colour in: D to F is colorless. */
export function colorGroup(grade: Grade<'color'>): ColorGroup {
  const groups = Object.entries(COLOR_GROUPS) as [ColorGroup, readonly [Grade<'color'>, Grade<'color'>]][]
  const found = groups.find(([, [best, least]]) => gradesBetween('color', best, least).includes(grade))
  return found?.[0] ?? 'light'
}
