import type { Context, Entity } from '@bezel/core'
import { foldLetters } from '@bezel/core/text'
import { compareAgain } from '../duplicates/again.ts'
import { CustomerAddress, CustomerEmail, CustomerPhone } from '../entities/contact-points.ts'
import { Customer } from '../entities/customer.ts'
import { LifeEvent } from '../entities/life-event.ts'
import type { CustomerBody } from '../import/customer-body.ts'

type Data = Record<string, unknown>

const emailKey = (address: unknown) => String(address).toLowerCase()
const addressKey = ({ street, city, postalCode }: Data) =>
  [street, city, postalCode].map((part) => foldLetters(String(part ?? ''))).join(':')

async function add(
  ctx: Context,
  entity: Entity,
  customerId: string,
  wanted: Data[],
  keyOf: (part: Data) => string,
  also: string[] = [],
): Promise<boolean> {
  const known = (await ctx.records(entity).find({ customerId } as never)) as Data[]
  const keys = new Set([...known.map(keyOf), ...also])
  const fresh = wanted.filter((part) => !keys.has(keyOf(part)))
  await ctx.records(entity).createMany(fresh.map((part) => ({ ...part, customerId })) as never)
  return fresh.length > 0
}

/** Adds the addresses, numbers and days of a file that a customer has not. @returns whether there were any */
export async function addMissing(
  ctx: Context,
  customerId: string,
  { fields, emails, phones, addresses, lifeEvents }: CustomerBody,
): Promise<boolean> {
  const main = await ctx.records(Customer).get(customerId)
  const allEmails = [...(fields.email ? [{ address: fields.email }] : []), ...emails]
  const allPhones = [...(fields.phone ? [{ number: fields.phone }] : []), ...phones]
  const added = [
    await add(ctx, CustomerEmail, customerId, allEmails, ({ address }) => emailKey(address), [
      emailKey(main.email),
    ]),
    await add(ctx, CustomerPhone, customerId, allPhones, ({ number }) => String(number), [
      String(main.phone),
    ]),
    await add(ctx, CustomerAddress, customerId, addresses, addressKey),
    // A birthday that differs is a question for a person, not a second birthday.
    await add(ctx, LifeEvent, customerId, lifeEvents, ({ type }) => String(type)),
  ]
  if (added.includes(true)) await compareAgain(ctx, [customerId])
  return added.includes(true)
}
