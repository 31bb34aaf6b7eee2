import { Link, t } from '@bezel/admin-ui'
import type { DataRequest } from './types.ts'

const nameOf = ({ user, customer }: DataRequest): unknown =>
  user?.name ??
  ([customer?.givenName, customer?.familyName].filter(Boolean).join(' ') || customer?.organisation)

/** What is left of somebody erased has an address that no mail reaches. */
const isErased = ({ user }: DataRequest): boolean => String(user?.email).endsWith('@erased.invalid')

/** Whose data it is about. */
export function Who({ request }: { request: DataRequest }) {
  const { customerId, userId } = request
  if (isErased(request)) return <span>{t('accounts.erased')}</span>
  const name = nameOf(request)
  if (customerId) return <Link to={`/customers/${customerId}`}>{String(name ?? t('accounts.customer'))}</Link>
  if (userId) return <Link to={`/users/${userId}`}>{String(name ?? t('accounts.person'))}</Link>
  return <span>{t('accounts.erased')}</span>
}
