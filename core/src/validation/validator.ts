import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { TSchema } from 'typebox'
import { type Actor, anonymous } from '../access/actor.ts'
import { ruleKeyword } from '../access/ruled.ts'
import { validationFailed } from '../errors/catalog.ts'
import { type FieldProblem, Problem } from '../errors/problem.ts'
import { recordKeyword } from '../operation/named-records.ts'
import { parseEmail } from '../text/email.ts'

/** @param actor who gives the value; without one, nothing may be given that takes a permission */
export type Validate = (value: unknown, actor?: Actor) => FieldProblem[]

export interface Validator {
  /** Compiles a schema once; the result lists what is wrong, empty when all is right. */
  compile(schema: TSchema): Validate
}

/** PostgreSQL can store neither NUL nor half a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function hasAtMost(decimals: number, value: number): boolean {
  const text = String(value)
  if (text.includes('e')) return Number.isInteger(value) || decimals >= 15
  return (text.split('.')[1]?.length ?? 0) <= decimals
}

/** The one Ajv of the app: every keyword and format our schemas use is registered here and nowhere else. */
export function createValidator(): Validator {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    useDefaults: true,
    // Hands the actor to the keyword that asks what it may give.
    passContext: true,
    messages: true,
    // The schemas are made by our kinds and by the types of TypeBox; checking each took half of the time to compile it.
    validateSchema: false,
  })
  formats.default(ajv, ['date', 'date-time', 'uuid', 'uri', 'time'])
  ajv.addFormat('bezel-email', (text) => parseEmail(text).ok)
  ajv.addKeyword({
    keyword: 'storable',
    type: 'string',
    schemaType: 'boolean',
    validate: (_: true, text: string) => isStorable(text),
    errors: false,
  })
  ajv.addKeyword({
    keyword: 'decimals',
    type: 'number',
    schemaType: 'number',
    validate: hasAtMost,
    errors: false,
  })
  ajv.addKeyword({
    keyword: ruleKeyword,
    schemaType: 'array',
    validate(this: Actor, permissions: string[]) {
      return permissions.every((permission) => this.permissions.allows(permission))
    },
    errors: false,
  })
  ajv.addVocabulary(['example', recordKeyword])
  return {
    compile(schema) {
      const check: ValidateFunction = ajv.compile(schema)
      return (value, actor = anonymous) =>
        check.call(actor, value) ? [] : (check.errors ?? []).flatMap(toProblem)
    },
  }
}

const sentences: Record<string, (error: ErrorObject) => string> = {
  required: () => 'is required',
  additionalProperties: () => 'is not a known field. Remove it or correct its name.',
  enum: (error) =>
    `must be one of: ${(error.params.allowedValues as unknown[]).filter((value) => value !== null).join(', ')}`,
  storable: () => 'contains characters that cannot be stored (NUL or half a surrogate pair). Remove them.',
  decimals: (error) =>
    error.schema ? `must have at most ${error.schema} decimals` : 'must be a whole number',
  format: (error) =>
    error.params.format === 'bezel-email'
      ? 'must be an e-mail address'
      : `must be a valid ${error.params.format}`,
  [ruleKeyword]: () => 'You may not set this field. Leave it out.',
  minLength: (error) =>
    error.params.limit === 1 ? 'must not be empty' : `must have at least ${error.params.limit} characters`,
  maxLength: (error) => `must have at most ${error.params.limit} characters`,
  type: (error) => `must be ${[error.params.type].flat().join(' or ')}`,
}

function toProblem(error: ErrorObject): FieldProblem | [] {
  // "anyOf" only repeats what its branches already said; the null branch of optional fields says nothing useful.
  if (error.keyword === 'anyOf' || (error.keyword === 'type' && error.params.type === 'null')) return []
  const missing = error.params.missingProperty ?? error.params.additionalProperty
  const pointer =
    missing === undefined
      ? error.instancePath
      : `${error.instancePath}/${String(missing).replace(/~/g, '~0').replace(/\//g, '~1')}`
  return { pointer, message: sentences[error.keyword]?.(error) ?? error.message ?? 'is not valid' }
}

/** @throws Problem VALIDATION_FAILED naming every wrong field. */
export function assertValid(validate: Validate, value: unknown, actor?: Actor): void {
  const errors = validate(value, actor)
  if (errors.length > 0) throw new Problem(validationFailed, { errors })
}
