import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

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

const assumedFirst = 20

/** What one field multiplies its children by. A variable is taken at the largest page, for its value is not known here. */
function multiplier(node: FieldNode): number {
  const first = node.arguments?.find(({ name }) => name.value === 'first')
  if (first?.value.kind === Kind.INT) return Math.max(1, Number(first.value.value))
  return first ? assumedFirst * 2 : 1
}

interface Weight {
  depth: number
  cost: number
  /** Fields of this level, those of fragments included. */
  fields: number
}

function weigh(
  set: SelectionSetNode | undefined,
  context: ValidationContext,
  visited: readonly string[],
): Weight {
  const total: Weight = { depth: 0, cost: 0, fields: 0 }
  for (const node of set?.selections ?? []) {
    let inner: Weight
    if (node.kind === Kind.FIELD) {
      const below = weigh(node.selectionSet, context, visited)
      inner = { depth: below.depth + 1, cost: 1 + below.cost * multiplier(node), fields: 1 }
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      inner = weigh(node.selectionSet, context, visited)
    } else {
      // Fragments that contain themselves are refused by GraphQL's own rules; here they must only not loop.
      const name = node.name.value
      inner = visited.includes(name)
        ? { depth: 0, cost: 0, fields: 0 }
        : weigh(context.getFragment(name)?.selectionSet, context, [...visited, name])
    }
    total.depth = Math.max(total.depth, inner.depth)
    total.cost += inner.cost
    total.fields += inner.fields
  }
  return total
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
  return {
    OperationDefinition(node) {
      if (isIntrospection(node)) return
      const { depth, cost, fields: roots } = weigh(node.selectionSet, context, [])
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
