import { LAB_GROWN_CLASSES } from './grading.ts'

/** What is known of a diamond's grading; absent and null mean the same here. */
export interface DiamondGrading {
  readonly origin?: 'natural' | 'lab_grown' | null
  /** The laboratory of the report: `GIA`, `IGI` … */
  readonly lab?: string | null
  /** The date of the report, `YYYY-MM-DD`. */
  readonly reportDate?: string | null
  readonly shape?: string | null
  readonly color?: string | null
  readonly clarity?: string | null
  readonly cut?: string | null
  /** GIA's class of a laboratory-grown diamond: Premium or Standard. */
  readonly labGrownClass?: string | null
}

export interface GradingProblem {
  readonly field: 'color' | 'clarity' | 'cut' | 'labGrownClass'
  /** An error cannot be true; a warning is unusual and may stand in a dealer's list. */
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/** GIA reports on laboratory-grown diamonds from this day on state a class instead of colour and clarity. */
export const GIA_LAB_GROWN_CLASSES_SINCE = '2025-10-01'

/** Whether a diamond is one whose report carries Premium or Standard and no colour or clarity. */
export function hasLabGrownClass(grading: DiamondGrading): boolean {
  return (
    grading.origin === 'lab_grown' &&
    grading.lab === 'GIA' &&
    typeof grading.reportDate === 'string' &&
    grading.reportDate >= GIA_LAB_GROWN_CLASSES_SINCE
  )
}

/** What cannot or should not stand together in one grading; an empty list when all is well. */
export function checkGrading(grading: DiamondGrading): GradingProblem[] {
  return [...checkLabGrownClass(grading), ...checkGiaScales(grading)]
}

function checkLabGrownClass(grading: DiamondGrading): GradingProblem[] {
  const stated = grading.labGrownClass ?? undefined
  if (stated !== undefined && !(LAB_GROWN_CLASSES as readonly string[]).includes(stated)) {
    return [
      error(
        'labGrownClass',
        `"${stated}" is not a class of laboratory-grown diamonds. Use Premium or Standard.`,
      ),
    ]
  }
  if (stated !== undefined && grading.origin === 'natural') {
    return [
      error(
        'labGrownClass',
        'A natural diamond has no Premium or Standard class. Give its colour and clarity.',
      ),
    ]
  }
  if (!hasLabGrownClass(grading)) return []
  return (['color', 'clarity'] as const)
    .filter((field) => (grading[field] ?? '') !== '')
    .map((field) =>
      warning(
        field,
        `GIA reports no ${field} for laboratory-grown diamonds since ${GIA_LAB_GROWN_CLASSES_SINCE}. Leave it empty.`,
      ),
    )
}

function checkGiaScales(grading: DiamondGrading): GradingProblem[] {
  if (grading.lab !== 'GIA') return []
  const problems: GradingProblem[] = []
  if (grading.clarity === 'SI3')
    problems.push(warning('clarity', 'SI3 is no GIA grade. Compare it with the report.'))
  if (grading.cut && grading.shape && grading.shape !== 'Round') {
    problems.push(warning('cut', 'GIA grades the cut of round brilliants only. Compare it with the report.'))
  }
  if (grading.cut === 'Ideal' || grading.cut === 'Premium') {
    problems.push(warning('cut', `${grading.cut} is no GIA cut grade. Compare it with the report.`))
  }
  return problems
}

function error(field: GradingProblem['field'], message: string): GradingProblem {
  return { field, severity: 'error', message }
}

function warning(field: GradingProblem['field'], message: string): GradingProblem {
  return { field, severity: 'warning', message }
}
