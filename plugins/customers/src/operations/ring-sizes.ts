import { operation, Problem, Type } from '@bezel/core'
import {
  type Circumference,
  diameterOf,
  formatRingSize,
  parseRingSize,
  RING_SIZE_SYSTEMS,
  type RingSizeSystem,
  UnitError,
} from '@bezel/core/units'
import { Customer } from '../entities/customer.ts'
import { RingSize } from '../entities/ring-size.ts'
import { ringSizeUnreadable } from '../errors.ts'
import { body, id, maybe, words } from './inputs.ts'

/** Reads a size as people say it, in any system. @throws Problem CUSTOMERS_RING_SIZE_UNREADABLE */
function readSize(size: string, system: string | undefined): Circumference {
  const named = system?.toLowerCase()
  const hint = RING_SIZE_SYSTEMS.find((one) => one === named)
  try {
    // A system named in other words (AU, IT) is read as part of the text.
    const text = system && !hint ? `${system} ${size}` : size
    return parseRingSize(text, hint).circumference
  } catch (error) {
    if (!(error instanceof UnitError)) throw error
    throw new Problem(ringSizeUnreadable, {
      detail: error.message,
      errors: [{ pointer: '/size', message: error.message }],
    })
  }
}

const sizeText = words(20)
const systemText = Type.String({
  minLength: 1,
  maxLength: 10,
  description: 'US, UK, JP, CH, ISO, or a country',
})

export const setRingSize = operation({
  name: 'customers.set-ring-size',
  needs: 'customers.write',
  summary: "Note the size of a finger, in any country's system",
  input: body({
    id,
    hand: Type.Enum(['left', 'right']),
    finger: maybe(Type.Enum(['thumb', 'index', 'middle', 'ring', 'little'])),
    size: sizeText,
    system: maybe(systemText),
    measuredOn: maybe(Type.String({ format: 'date' })),
    note: maybe(words(200)),
  }),
  output: RingSize,
  rest: 'POST /customers/:id/ring-sizes',
  graphql: 'mutation setRingSize',
  errors: [ringSizeUnreadable],
  async run(ctx, { id: customerId, hand, finger = 'ring', size, system, measuredOn, note }) {
    const circumference = readSize(size, system) / 100
    await ctx.records(Customer).lock(customerId)
    const sizes = ctx.records(RingSize)
    const [known] = await sizes.find({ customerId, hand, finger })
    const facts = {
      circumference,
      measuredOn: measuredOn ?? ctx.day(),
      note: note ?? null,
    }
    return known ? sizes.update(known.id, facts) : sizes.create({ customerId, hand, finger, ...facts })
  },
})

/** The size in every system that has it. */
function inAllSystems(circumference: Circumference): Record<RingSizeSystem, string | null> {
  const entries = RING_SIZE_SYSTEMS.map((system) => [system, formatRingSize(circumference, system) ?? null])
  return Object.fromEntries(entries) as Record<RingSizeSystem, string | null>
}

const sizeOrNone = Type.Union([Type.String(), Type.Null()])

export const convertRingSize = operation({
  name: 'ring-sizes.convert',
  needs: 'signed-in',
  summary: 'Read a ring size of one country in the systems of the others',
  input: body({ size: sizeText, system: maybe(systemText) }),
  output: Type.Object({
    circumference: Type.Number({ description: 'Inner circumference in mm' }),
    diameter: Type.Number({ description: 'Inner diameter in mm' }),
    sizes: Type.Object(Object.fromEntries(RING_SIZE_SYSTEMS.map((system) => [system, sizeOrNone]))),
  }),
  rest: 'GET /ring-sizes/convert',
  graphql: 'query convertRingSize',
  errors: [ringSizeUnreadable],
  run(_ctx, { size, system }) {
    const circumference = readSize(size, system)
    return {
      circumference: circumference / 100,
      diameter: diameterOf(circumference) / 100,
      sizes: inAllSystems(circumference),
    }
  },
})
