import { Type } from '@bezel/core'
import type { PriceRule } from '../domain/price-rule.ts'

const basisPoints = (description: string) => Type.Integer({ description })
const minor = (description: string) => Type.Integer({ minimum: 0, description })

/** A price rule as JSON: percentages in basis points (250 is 2.5 %), money in minor units of the rule's currency. */
export const priceParameters = Type.Object(
  {
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    pricing: Type.Object(
      {
        kind: Type.Enum(['markup', 'margin', 'keystone', 'multiple']),
        markup: Type.Optional(basisPoints('Above cost: 12000 is 120 %')),
        margin: Type.Optional(basisPoints('Part of the price: 5500 is 55 %')),
        hundredths: Type.Optional(Type.Integer({ description: 'Times the cost: 250 is 2.5 times' })),
      },
      { additionalProperties: false },
    ),
    metalLoss: Type.Optional(basisPoints('Metal lost in making')),
    metalPremium: Type.Optional(basisPoints('What the refiner asks above spot')),
    charm: Type.Optional(
      Type.Object(
        {
          every: minor('Step of the endings: 10000 is every 100.00'),
          endings: Type.Array(minor('Ending within the step'), { minItems: 1, maxItems: 20 }),
          rounding: Type.Enum(['up', 'down', 'nearest']),
        },
        { additionalProperties: false },
      ),
    ),
    guardrails: Type.Optional(
      Type.Object(
        {
          minMargin: Type.Optional(basisPoints('Least part of the price that is margin')),
          floor: Type.Optional(minor('Lowest price')),
          ceiling: Type.Optional(minor('Highest price')),
          maxChange: Type.Optional(basisPoints('How far one run may move a price')),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

export interface PriceParameters {
  currency: string
  pricing: {
    kind: 'markup' | 'margin' | 'keystone' | 'multiple'
    markup?: number
    margin?: number
    hundredths?: number
  }
  metalLoss?: number
  metalPremium?: number
  charm?: { every: number; endings: number[]; rounding: 'up' | 'down' | 'nearest' }
  guardrails?: { minMargin?: number; floor?: number; ceiling?: number; maxChange?: number }
}

function pricingOf({ kind, markup, margin, hundredths }: PriceParameters['pricing']): PriceRule['pricing'] {
  // A value that its kind lacks is no whole number: the domain's check then names it.
  if (kind === 'markup') return { kind, markup: markup ?? Number.NaN }
  if (kind === 'margin') return { kind, margin: margin ?? Number.NaN }
  return kind === 'multiple' ? { kind, hundredths: hundredths ?? Number.NaN } : { kind }
}

/** Stored parameters → the rule that prices pieces, its money as bigint. */
export function ruleOf({ charm, guardrails, pricing, ...rest }: PriceParameters): PriceRule {
  const { floor, ceiling, ...limits } = guardrails ?? {}
  return {
    ...rest,
    pricing: pricingOf(pricing),
    ...(charm && {
      charm: { ...charm, every: BigInt(charm.every), endings: charm.endings.map((ending) => BigInt(ending)) },
    }),
    ...(guardrails && {
      guardrails: {
        ...limits,
        ...(floor !== undefined && { floor: BigInt(floor) }),
        ...(ceiling !== undefined && { ceiling: BigInt(ceiling) }),
      },
    }),
  }
}
