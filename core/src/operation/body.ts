import { readCustom } from '../entity/custom.ts'
import { InvalidValue } from '../entity/field.ts'
import type { Model } from '../entity/model.ts'
import { validationFailed } from '../errors/catalog.ts'
import { Problem } from '../errors/problem.ts'
import type { Data } from '../records/changes.ts'
import type { Context } from './context.ts'

/** A valid body with the fields defined at run time read; those the body does not name keep their values. */
export function withCustom(ctx: Context, model: Model, body: Data, before: Data = {}): Data {
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
