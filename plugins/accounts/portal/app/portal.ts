import type { Api } from '@bezel/admin-ui/kit'
import { createContext, useContext } from 'react'
import type { Account, Admission, Offers, SecondFactor } from './account.ts'

/** What all pages share. */
export interface Portal {
  api: Api
  offers: Offers
  /** Whose account it is; null while nobody is signed in. */
  account: Account | null
  /** The half of a sign-in that is still open. Kept in memory alone. */
  pending: SecondFactor | null
  /** Reads the account anew. */
  refresh: () => Promise<void>
  /** Goes on after a sign-in: to the account, or to the second factor. */
  enter: (admission: Admission) => Promise<void>
  signOut: () => Promise<void>
  /** Does what may ask the person to confirm that it is still them. @throws Cancelled when they do not */
  guarded: <T>(work: () => Promise<T>) => Promise<T>
}

/** The person closed the question; nothing is to be told. */
export class Cancelled extends Error {}

export const PortalContext = createContext<Portal | null>(null)

export function usePortal(): Portal {
  const portal = useContext(PortalContext)
  if (!portal) throw new Error('This component only works inside the portal.')
  return portal
}

/** The account, on pages that only who is signed in sees. */
export function useAccount(): Account {
  const { account } = usePortal()
  if (!account) throw new Error('Nobody is signed in.')
  return account
}
