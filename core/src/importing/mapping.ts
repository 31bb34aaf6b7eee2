import type { FieldProblem } from '../errors/problem.ts'
import { Problem } from '../errors/problem.ts'
import { mapColumns } from '../transfer/map/map-columns.ts'
import type { RowSource } from '../transfer/read/types.ts'
import { cellText } from '../transfer/write/types.ts'
import { mappingInvalid } from './errors.ts'
import type { Target } from './target.ts'

/** Header of a file → field, fields where it splits, or null to leave the column out. Headers not named are mapped by themselves. */
export type GivenMapping = Record<string, string | string[] | null>

/** One column of a file and what becomes of it. */
export interface MappedColumn {
  index: number
  header: string
  targets: Target[]
  /** 0 to 1. Below 0.75 a person should look. */
  confidence: number
  reason: string
}

/** What an export adds for people, and an import does not read. */
const SERVER_FIELDS = ['version', 'createdAt', 'updatedAt']

type File = Pick<RowSource, 'headers' | 'sample'>

function exactTarget(targets: Target[], header: string): Target | undefined {
  return (
    targets.find(({ name }) => name === header) ??
    targets.find(
      ({ name, type, relation }) => type === 'field' && relation?.name === header && name === `${header}Id`,
    )
  )
}

/** Whether a file was written by our own export: nothing in it has to be guessed then. */
export function isOwnExport({ headers }: Pick<File, 'headers'>): boolean {
  return headers[0] === 'id' && SERVER_FIELDS.every((name) => headers.includes(name))
}

function ownMapping({ headers }: File, targets: Target[]): MappedColumn[] {
  return headers.map((header, index) => {
    const target = exactTarget(targets, header)
    return {
      index,
      header,
      targets: target ? [target] : [],
      confidence: target ? 1 : 0,
      reason: target ? 'same name' : 'set by the server',
    }
  })
}

/** Names with a point, and those only our own files use, are taken as they are; for the rest names and values decide. */
function guess({ headers, sample }: File, targets: Target[]): MappedColumn[] {
  const exact = new Map(
    headers.flatMap((header, index) => {
      const target = targets.find(({ name, column }) => name === header && (!column || name.includes('.')))
      const isId =
        target?.type === 'id' &&
        !sample.every(({ values }) => /^[0-9a-f-]{36}$/i.test(cellText(values[index])))
      return target && !isId ? ([[index, target]] as const) : []
    }),
  )
  const taken = new Set(exact.values())
  const free = targets.filter((target) => target.column && !taken.has(target))
  const byColumn = new Map(free.map((target) => [target.column?.name, target]))
  const rest = headers.flatMap((_, index) => (exact.has(index) ? [] : index))
  const rows = sample.map(({ values }) => rest.map((index) => cellText(values[index])))
  const guesses = mapColumns(
    rest.map((index) => headers[index] as string),
    free.map(({ column }) => column as never),
    rows,
  )
  return headers.map((header, index): MappedColumn => {
    const target = exact.get(index)
    if (target) return { index, header, targets: [target], confidence: 1, reason: 'same name' }
    const own = guesses.filter((one) => rest[one.index] === index)
    return {
      index,
      header,
      targets: own.flatMap(({ column }) => (column === undefined ? [] : (byColumn.get(column) ?? []))),
      confidence: own[0]?.confidence ?? 0,
      reason: own[0]?.reason ?? '',
    }
  })
}

/** Which targets the caller gave to which headers. @throws Problem IMPORT_MAPPING_INVALID */
function readGiven(given: GivenMapping, { headers }: File, targets: Target[]): Map<number, Target[]> {
  const errors: FieldProblem[] = []
  const chosen = new Map<number, Target[]>()
  for (const [header, names] of Object.entries(given)) {
    const pointer = `/mapping/${header.replace(/~/g, '~0').replace(/\//g, '~1')}`
    const index = headers.indexOf(header)
    if (index < 0)
      errors.push({ pointer, message: 'The file has no such column. Correct its name or remove it.' })
    const found = [names ?? []].flat().map((name) => {
      const target = exactTarget(targets, name)
      if (!target)
        errors.push({
          pointer,
          message: `"${name}" is no field that you can import. See "fields" of the preview.`,
        })
      return target
    })
    chosen.set(
      index,
      found.flatMap((target) => target ?? []),
    )
  }
  const all = [...chosen.values()].flat()
  for (const [index, own] of chosen) {
    const twice = own.find(
      (target) => target.type !== 'parts' && all.indexOf(target) !== all.lastIndexOf(target),
    )
    if (twice)
      errors.push({
        pointer: `/mapping/${headers[index]}`,
        message: `Several columns are mapped to "${twice.name}". Leave all but one out.`,
      })
  }
  if (errors.length > 0) throw new Problem(mappingInvalid, { errors })
  return chosen
}

/** A column of which only a part was named goes on filling the other fields it splits into. */
function withSplits(own: Target[], guessed: Target[], taken: Set<Target>): Target[] {
  const [only] = own
  if (own.length !== 1 || !only?.column?.splits || !guessed.includes(only)) return own
  return [...own, ...guessed.filter((target) => target.column?.splits && !taken.has(target))]
}

/**
 * Maps the columns of a file: as the caller says, the rest by names and values.
 * @throws Problem IMPORT_MAPPING_INVALID naming every wrong header and field
 */
export function mapFile(file: File, targets: Target[], given: GivenMapping = {}): MappedColumn[] {
  const chosen = readGiven(given, file, targets)
  const taken = new Set([...chosen.values()].flat())
  const found = isOwnExport(file) ? ownMapping(file, targets) : guess(file, targets)
  return found.map((column): MappedColumn => {
    const own = chosen.get(column.index)
    if (!own)
      return {
        ...column,
        targets: column.targets.filter((target) => target.type === 'parts' || !taken.has(target)),
      }
    const all = withSplits(own, column.targets, taken)
    const said = all.length > 0
    return { ...column, targets: all, confidence: said ? 1 : 0, reason: said ? 'as you said' : 'left out' }
  })
}
