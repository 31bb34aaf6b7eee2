import { GraphQLError, type GraphQLScalarType, type GraphQLSchema, Kind, type ValueNode } from 'graphql'

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'VALIDATION_FAILED' } })
}

function safeInt(value: unknown): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number)
    ? (number as number)
    : refuse('must be a whole number within ±(2^53 − 1)')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : refuse('must be text')
}

function literal(read: (value: unknown) => unknown) {
  return (node: ValueNode) =>
    'value' in node && node.kind !== Kind.BOOLEAN ? read(node.value) : refuse('must be text or a number')
}

/** Gives our scalars their behaviour. Values were checked by their kinds when stored, so answers pass through. */
export function attachScalars(schema: GraphQLSchema): void {
  const scalar = (name: string) => schema.getType(name) as GraphQLScalarType
  const same = (value: unknown) => value
  Object.assign(scalar('SafeInt'), { serialize: same, parseValue: safeInt, parseLiteral: literal(safeInt) })
  for (const name of ['DateTime', 'Date']) {
    Object.assign(scalar(name), { serialize: same, parseValue: text, parseLiteral: literal(text) })
  }
}
