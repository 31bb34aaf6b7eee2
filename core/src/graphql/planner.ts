import { BREAK, type FieldNode, print, visit } from 'graphql'
import type { Model } from '../entity/model.ts'
import type { Selection } from '../query/selection.ts'
import { type PlanContext, planRecord } from './plan.ts'

export type Planner = (context: PlanContext, model: Model, nodes: readonly FieldNode[]) => Selection

/**
 * Whether a field asks for the same whenever its document runs: nothing below it depends on variables, on fragments, which
 * stand elsewhere in the document, or on fields that are defined at run time.
 */
function isFixed(node: FieldNode): boolean {
  let fixed = true
  const stop = () => {
    fixed = false
    return BREAK
  }
  visit(node, {
    Variable: stop,
    FragmentSpread: stop,
    Argument(argument) {
      const { name } = argument
      const custom = name.value === 'sort' && print(argument).includes('custom.')
      return name.value === 'filter' || custom ? stop() : undefined
    },
  })
  return fixed
}

/** Plans selections, and remembers the fixed ones with their document, for each set of permissions. */
export function createPlanner(): Planner {
  const known = new WeakMap<FieldNode, Map<string, Selection> | 'varies'>()
  return (context, model, nodes) => {
    const [node] = nodes
    if (!node || nodes.length > 1) return planRecord(context, model, nodes)
    const plans = known.get(node) ?? (isFixed(node) ? new Map<string, Selection>() : 'varies')
    known.set(node, plans)
    if (plans === 'varies') return planRecord(context, model, nodes)
    const { key } = context.actor.permissions
    const plan = plans.get(key) ?? planRecord(context, model, nodes)
    plans.set(key, plan)
    return plan
  }
}
