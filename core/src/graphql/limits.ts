import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { defaultLimit, maxLimit } from '../query/list-query.ts'

export const limits = {
  /** Levels of fields below the root. */
  depth: 12,
  /** Root fields of one request, aliases included. */
  rootFields: 20,
  /** Records a request may touch at most, estimated from `first` on every level, plus one per field. */
  cost: 20_000,
  /** Words and signs of a document. Checking it takes time by the square of equal fields, so it is cut off before. */
  tokens: 5000,
}

/** How many records a field answers at most: what it asks for, else as many as its list gives unasked. */
function multiplier(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
  const asked = node.arguments?.find(({ name }) => name.value === 'first')
  if (asked?.value.kind === Kind.INT) return Math.max(1, Number(asked.value.value))
  // A variable is taken at the largest page, for its value is not known here.
  if (asked) return maxLimit
  return field?.args.some(({ name }) => name === 'first') ? defaultLimit : 1
}

interface Weight {
  depth: number
  cost: number
  /** Fields of this level, those of fragments included. */
  fields: number
}

type Parent = GraphQLNamedType | null | undefined

/**
 * Weighs selections. Fragments are weighed once each, or a document in which every fragment spreads the next one twice
 * would take for ever.
 */
function createScale(context: ValidationContext) {
  const schema = context.getSchema()
  const known = new Map<string, Weight>()

  function weighField(node: FieldNode, parent: Parent): Weight {
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined
    const below = weigh(node.selectionSet, field && getNamedType(field.type))
    return { depth: below.depth + 1, cost: 1 + below.cost * multiplier(node, field), fields: 1 }
  }

  function weighFragment(name: string): Weight {
    const weighed = known.get(name)
    if (weighed) return weighed
    // Fragments that contain themselves are refused by GraphQL's own rules; here they must only not loop.
    known.set(name, { depth: 0, cost: 0, fields: 0 })
    const fragment = context.getFragment(name)
    const weight = weigh(
      fragment?.selectionSet,
      fragment && schema.getType(fragment.typeCondition.name.value),
    )
    known.set(name, weight)
    return weight
  }

  function weighOne(node: SelectionNode, parent: Parent): Weight {
    if (node.kind === Kind.FIELD) return weighField(node, parent)
    if (node.kind === Kind.FRAGMENT_SPREAD) return weighFragment(node.name.value)
    const on = node.typeCondition?.name.value
    return weigh(node.selectionSet, on === undefined ? parent : schema.getType(on))
  }

  function weigh(set: SelectionSetNode | undefined, parent: Parent): Weight {
    const total: Weight = { depth: 0, cost: 0, fields: 0 }
    for (const node of set?.selections ?? []) {
      const inner = weighOne(node, parent)
      total.depth = Math.max(total.depth, inner.depth)
      total.cost += inner.cost
      total.fields += inner.fields
    }
    return total
  }
  return weigh
}

function refuse(context: ValidationContext, node: OperationDefinitionNode, message: string): void {
  context.reportError(new GraphQLError(message, { nodes: node, extensions: { code: 'QUERY_TOO_COMPLEX' } }))
}

function isIntrospection(node: OperationDefinitionNode): boolean {
  return node.selectionSet.selections.every(
    (one) => one.kind === Kind.FIELD && one.name.value.startsWith('__'),
  )
}

/** A validation rule, so that it holds wherever documents are validated: HTTP and WebSocket alike. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const weigh = createScale(context)
  return {
    OperationDefinition(node) {
      if (isIntrospection(node)) return
      const root = context.getSchema().getRootType(node.operation)
      const { depth, cost, fields: roots } = weigh(node.selectionSet, root)
      if (depth > limits.depth)
        refuse(
          context,
          node,
          `The query is ${depth} levels deep; at most ${limits.depth} are allowed. Ask in several requests.`,
        )
      if (roots > limits.rootFields)
        refuse(
          context,
          node,
          `The query has ${roots} root fields; at most ${limits.rootFields} are allowed. Ask in several requests.`,
        )
      if (cost > limits.cost)
        refuse(
          context,
          node,
          `The query costs ${cost}; at most ${limits.cost} is allowed. Ask for fewer records per level.`,
        )
    },
  }
}
