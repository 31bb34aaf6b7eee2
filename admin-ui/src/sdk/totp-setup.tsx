import { lazy, Suspense } from 'react'
import type { TotpSetupProps } from '../account/totp-setup.tsx'

export type { TotpSetupProps }

const Setup = lazy(() =>
  import('../account/totp-setup.tsx').then((module) => ({ default: module.TotpSetup })),
)

/** Sets up an authenticator app: QR code, then the first code. */
export const TotpSetup = (props: TotpSetupProps) => (
  <Suspense>
    <Setup {...props} />
  </Suspense>
)
