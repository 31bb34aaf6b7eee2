import type { FieldProblem } from '../api/problem.ts'

export interface FormProblems {
  /** First segments of the pointer joined by dots: `price`, `custom.hallmark`, `emails.0.address`. */
  byField: Record<string, string>
  /** What belongs to no field. */
  rest: string[]
}

/** Sorts the server's refusals to the fields they are about; `known` limits them to fields that are on the page. */
export function fieldProblems(
  errors: readonly FieldProblem[],
  known?: (key: string) => boolean,
): FormProblems {
  const byField: Record<string, string> = {}
  const rest: string[] = []
  for (const { pointer, message } of errors) {
    const key = keyOf(pointer)
    if (key === '' || (known && !known(key))) rest.push(key === '' ? message : `${key}: ${message}`)
    else byField[key] = byField[key] ? `${byField[key]} ${message}` : message
  }
  return { byField, rest }
}

/** `/emails/0/address` → `emails.0.address`; parts of one value (`/price/amount`) count for the value. */
function keyOf(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const [first, second, third] = parts
  if (first === undefined) return ''
  if (first === 'custom' && second !== undefined) return `custom.${second}`
  if (second !== undefined && /^\d+$/.test(second) && third !== undefined)
    return `${first}.${second}.${third}`
  return first
}
