import type { Plan } from './plan.ts'
import type { ImportRow } from './row.ts'

/**
 * Shop systems write one product over several rows: the first says all, the next ones repeat its key and bring one more
 * picture or variant each. Such a row goes on about the record above it: what it adds to lists and owned records is
 * added, what fills a blank is taken, and what contradicts the first row is counted, so that it can be told.
 */
export class Continuations {
  /** Values that contradict the record's first row, by the field's label. */
  readonly left = new Map<string, number>()
  readonly #plan: Plan
  #head: ImportRow | undefined

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** @returns the row before, once no row goes on about it */
  push(row: ImportRow): ImportRow | undefined {
    const head = this.#head
    if (head && this.#continues(head, row)) {
      this.#absorb(head, row)
      return undefined
    }
    this.#head = row
    return head
  }

  end(): ImportRow | undefined {
    const head = this.#head
    this.#head = undefined
    return head
  }

  /** The same key, and less than a record of its own would need: a complete row is a new statement about the record. */
  #continues(head: ImportRow, row: ImportRow): boolean {
    const { naturalKey, table } = this.#plan
    if (!naturalKey || row.id !== undefined) return false
    const isSame = naturalKey.every(
      (slot) => row.cells[slot] !== undefined && row.cells[slot]?.copy === head.cells[slot]?.copy,
    )
    return isSame && table.missing(row.cells).length > 0 && table.missing(head.cells).length === 0
  }

  #absorb(head: ImportRow, row: ImportRow): void {
    head.continued ??= []
    head.continued.push(row.source)
    for (const slot of this.#plan.table.fields.keys()) this.#absorbCell(head, row, slot)
    for (const [at, parts] of row.parts.entries()) {
      if (parts) head.parts[at] = [...(head.parts[at] ?? []), ...parts]
    }
    head.problems.push(...row.problems)
  }

  #absorbCell(head: ImportRow, row: ImportRow, slot: number): void {
    const [had, cell] = [head.cells[slot], row.cells[slot]]
    const field = this.#plan.table.fields[slot]
    if (!field || !cell || cell === had || cell.copy === had?.copy) return
    if (!had) head.cells[slot] = cell
    else if (Array.isArray(had.value) && Array.isArray(cell.value)) {
      const both = this.#plan.makers.of(field)([...new Set([...had.value, ...cell.value])])
      if (both.problem) head.problems.push({ field: field.name, message: both.problem })
      else head.cells[slot] = both
    } else this.left.set(field.label, (this.left.get(field.label) ?? 0) + 1)
  }
}
