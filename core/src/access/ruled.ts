import type { TSchema } from 'typebox'
import type { FieldOptions } from '../entity/field.ts'

/**
 * The keyword by which any part of an input says what it takes to give it. The validator asks for it wherever it
 * stands, so bodies of records, parts they own and inputs of operations are all governed by this alone.
 */
export const ruleKeyword = 'takes'

/** Permissions that writing a field takes: who may not read it may not overwrite it unseen either. */
export function writeRule({ read, write }: Pick<FieldOptions, 'read' | 'write'>): string[] {
  return [...new Set([read, write].flatMap((name) => name ?? []))]
}

/**
 * A part of an operation's input that only some may give, by the same options as a field:
 * `cost: ruled(money, { write: 'inventory.cost' })`.
 */
export function ruled<S extends TSchema>(schema: S, options: Pick<FieldOptions, 'read' | 'write'>): S {
  const rule = writeRule(options)
  return rule.length > 0 ? { ...schema, [ruleKeyword]: rule } : schema
}
