import type { Context } from '@bezel/core'
import {
  CUSTOMER_RULES,
  type MergeChoices,
  type MergePlan,
  type MergeRule,
  type MergeRules,
  planMerge,
} from '../domain/index.ts'
import { Customer } from '../entities/customer.ts'

export type Fields = Record<string, unknown>
export type CustomerPlan = MergePlan<Fields>

/** Rules of the fields that need another one than "the winner's, else the loser's"; those of a group go together. */
const RULES: MergeRules<Fields> = {
  prefix: { rule: 'value', group: 'name' },
  givenName: { rule: 'value', group: 'name' },
  additionalName: { rule: 'value', group: 'name' },
  familyName: { rule: 'value', group: 'name' },
  suffix: { rule: 'value', group: 'name' },
  organisation: { rule: 'value', group: 'work' },
  department: { rule: 'value', group: 'work' },
  jobTitle: { rule: 'value', group: 'work' },
  budgetFrom: { rule: 'value', group: 'budget' },
  budgetTo: { rule: 'value', group: 'budget' },
  ...(CUSTOMER_RULES.notes && { notes: CUSTOMER_RULES.notes }),
  custom: { rule: 'unite', unite: (winner: Fields, loser: Fields) => ({ ...loser, ...winner }) },
}

const listRule: MergeRule = { rule: 'list', key: (item: unknown) => String(item).toLowerCase() }

/** The customer's own fields that a merge decides about, those of extensions included. */
function mergedFields({ registry }: Context) {
  return registry.of(Customer).fields.filter(({ readOnly }) => !readOnly)
}

export function fieldsOf(ctx: Context, record: Fields): Fields {
  return Object.fromEntries(mergedFields(ctx).map(({ name }) => [name, record[name] ?? null]))
}

/** Fields of which two records cannot have the same value: the loser gives them up for the time of the merge. */
export function uniqueFields(ctx: Context): string[] {
  return mergedFields(ctx).flatMap(({ name, options }) => (options.unique ? [name] : []))
}

/** What becomes of the fields of two customers; changes nothing. */
export function planFields(
  ctx: Context,
  winner: Fields,
  loser: Fields,
  choices: MergeChoices<Fields>,
): CustomerPlan {
  const lists = mergedFields(ctx).filter(({ facets }) => facets.kind === 'list')
  const rules = { ...Object.fromEntries(lists.map(({ name }) => [name, listRule])), ...RULES }
  return planMerge(fieldsOf(ctx, winner), fieldsOf(ctx, loser), rules, choices)
}

/** A plan as the actor may see it: without the fields it may not read. */
export function withoutSecrets(ctx: Context, plan: CustomerPlan): CustomerPlan {
  const { permissions } = ctx.actor
  const hidden = new Set(
    mergedFields(ctx).flatMap(({ name, options: { read } }) =>
      read && !permissions.allows(read) ? [name] : [],
    ),
  )
  const visible = (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.has(name)))
  return {
    winner: visible(plan.winner),
    loser: visible(plan.loser),
    result: visible(plan.result),
    conflicts: plan.conflicts.filter(({ field }) => !hidden.has(field)),
  }
}
