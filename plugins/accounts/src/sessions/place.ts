import { addressSubject, type Context, isPublicAddress, Type } from '@bezel/core'
import { nullable } from '../inputs.ts'

const text = nullable(Type.String())
const networks = ['this-network', 'private-network', 'elsewhere'] as const

/** Where a session or a device is, as far as that can be told honestly: what it says it is, and the network it came from. */
export const placeSchema = {
  address: text,
  browser: Type.Union([Type.String(), Type.Null()], { description: 'For example Firefox' }),
  system: Type.Union([Type.String(), Type.Null()], { description: 'For example Windows' }),
  network: nullable(
    Type.Enum([...networks], {
      description: 'The network this request comes from, another private one, or one of the internet',
    }),
  ),
}

export interface Seen {
  address: string | null
  userAgent: string | null
}

interface Place {
  browser: string | null
  system: string | null
  network: (typeof networks)[number] | null
}

function networkOf(address: string | null, current: string | undefined): Place['network'] {
  if (!address) return null
  if (current && addressSubject(address) === addressSubject(current)) return 'this-network'
  return isPublicAddress(address) ? 'elsewhere' : 'private-network'
}

/** Adds the place to each row. Where an address lies on a map is not told: without a database of addresses that is a guess. */
export async function withPlaces<R extends Seen>(ctx: Context, rows: R[]): Promise<(R & Place)[]> {
  const { default: Bowser } = await import('bowser')
  return rows.map((row) => {
    const { browser, os } = row.userAgent ? Bowser.parse(row.userAgent) : {}
    return {
      ...row,
      browser: browser?.name || null,
      system: os?.name || null,
      network: networkOf(row.address, ctx.client?.address),
    }
  })
}
