import { mayWrite } from '../access/fields.ts'
import { readCustom } from '../entity/custom.ts'
import { InvalidValue } from '../entity/field.ts'
import type { Model } from '../entity/model.ts'
import { validationFailed } from '../errors/catalog.ts'
import { type FieldProblem, Problem } from '../errors/problem.ts'
import type { Data } from '../records/changes.ts'
import type { Context } from './context.ts'

/** Refuses fields the actor may not set, and reads the fields defined at run time. */
export function checkedBody(ctx: Context, model: Model, body: Data, before: Data = {}): Data {
  const errors: FieldProblem[] = []
  for (const name of Object.keys(body)) {
    const field = model.field(name)
    if (field && !mayWrite(ctx.actor, field))
      errors.push({ pointer: `/${name}`, message: 'You may not set this field. Leave it out.' })
  }
  if (errors.length > 0) throw new Problem(validationFailed, { errors })
  if (!body.custom) return body
  try {
    const custom = readCustom(body.custom as Data, model.customFields(), ctx)
    return { ...body, custom: { ...(before.custom as Data), ...custom } }
  } catch (error) {
    if (error instanceof InvalidValue)
      throw new Problem(validationFailed, { errors: [{ pointer: '/custom', message: error.message }] })
    throw error
  }
}
