import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'

export interface LinkProps {
  /** Path inside the admin, for example `/customers/…`. */
  to: string
  children: ReactNode
}

/** A link to another page of the admin. */
export const Link = ({ to, children }: LinkProps) => <RouterLink to={to}>{children}</RouterLink>
