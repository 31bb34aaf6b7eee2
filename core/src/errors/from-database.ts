import { sqlState } from '../database/retry.ts'
import type { Model, ModelField } from '../entity/model.ts'
import {
  conflict,
  referenceMissing,
  ruleViolated,
  stillReferenced,
  validationFailed,
  valueTaken,
} from './catalog.ts'
import { Problem } from './problem.ts'

interface DatabaseError {
  table?: string
  detail?: string
  constraint?: string
}

/** `Key (email)=(a@b.c) already exists.` names the columns; the values must never reach an answer. */
function columnsOf(detail = ''): string[] {
  return (
    /^Key \((.+?)\)=/
      .exec(detail)?.[1]
      ?.split(', ')
      .map((column) => column.replace(/"/g, '')) ?? []
  )
}

function fieldsOf(
  models: Model[],
  { table, detail }: DatabaseError,
): { model: Model | undefined; fields: ModelField[] } {
  const model = models.find((one) => one.table === table)
  const columns = columnsOf(detail)
  const fields =
    model?.fields.filter((field) => field.columns.some((column) => columns.includes(column))) ?? []
  return { model, fields }
}

function uniqueViolation(models: Model[], error: DatabaseError): Problem {
  const { model, fields } = fieldsOf(models, error)
  if (!model || fields.length === 0) return new Problem(conflict)
  const labels = fields.map(({ label }) => label).join(' and ')
  const message = `Another ${model.label.toLowerCase()} already has this ${labels.toLowerCase()}. Choose another.`
  return new Problem(valueTaken, {
    detail: message,
    errors: fields.map(({ name }) => ({ pointer: `/${name}`, message })),
  })
}

function foreignKeyViolation(models: Model[], error: DatabaseError): Problem {
  if (error.detail?.includes('is still referenced')) {
    const by = models.find(({ table }) => error.detail?.includes(`from table "${table}"`))
    const detail =
      by && `Some ${by.labelPlural.toLowerCase()} still refer to it. Remove or change them first.`
    return new Problem(stillReferenced, detail ? { detail } : {})
  }
  const { fields } = fieldsOf(models, error)
  return new Problem(referenceMissing, {
    errors: fields.map(({ name, label }) => ({
      pointer: `/${name}`,
      message: `${label}: there is no such record.`,
    })),
  })
}

/** A constraint's refusal, in words a person can act on; undefined for every other error. */
export function problemFromDatabase(error: unknown, models: Model[]): Problem | undefined {
  const databaseError = error as DatabaseError
  switch (sqlState(error)) {
    case '23505':
    case '23P01':
      return uniqueViolation(models, databaseError)
    case '23503':
      return foreignKeyViolation(models, databaseError)
    case '23502':
    case '23514':
      return new Problem(ruleViolated, {
        detail: `This would break the rule "${databaseError.constraint ?? 'not null'}".`,
      })
    case '22021':
    case '22P05':
    case '22003':
    case '22008':
    case '22P02':
      return new Problem(validationFailed, {
        detail: 'A value cannot be stored. Check for unusual characters or very large numbers.',
      })
    default:
      return undefined
  }
}
