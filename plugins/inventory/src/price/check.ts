import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { checkPriceRule } from '../domain/price-rule.ts'
import { priceRuleInvalid } from '../errors.ts'
import { type PriceParameters, ruleOf } from './parameters.ts'

/** Refuses a rule that no price could follow, with every reason. */
export async function checkPriceRules(_: Context, writes: RecordWrite[]): Promise<void> {
  for (const { after } of writes) {
    if (!after) continue
    const problems = checkPriceRule(ruleOf(after.parameters as PriceParameters))
    if (problems.length === 0) continue
    const errors = problems.map((message) => ({ pointer: '/parameters', message }))
    throw new Problem(priceRuleInvalid, { detail: problems.join(' '), errors })
  }
}
