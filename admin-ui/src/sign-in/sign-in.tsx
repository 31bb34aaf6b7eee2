import { useEffect, useState } from 'react'
import type { Api } from '../api/client.ts'
import { PasswordStep } from './password-step.tsx'
import { RecoverStep } from './recover-step.tsx'
import { SecondStep } from './second-step.tsx'
import type { Admission, Offers, Pending } from './types.ts'

interface Props {
  api: Api
  /** The session ended while working: say so. */
  expired: boolean
  onSignedIn: () => void
}

/** Where the plugin accounts is missing, it answers 404: then a password is all there is. */
function useOffers(api: Api): Offers | undefined {
  const [offers, setOffers] = useState<Offers>()
  useEffect(() => {
    api
      .get<Offers>('/account/options')
      .then(setOffers)
      .catch(() => {})
  }, [api])
  return offers
}

type Step = { at: 'password'; saved?: boolean } | { at: 'second'; pending: Pending } | { at: 'recover' }

/** Lets staff in: password, passkey or vendor, then the second factor where there is one; and a new password by mail. */
export function SignIn({ api, expired, onSignedIn }: Props) {
  const offers = useOffers(api)
  const [step, setStep] = useState<Step>({ at: 'password' })
  const enter = ({ secondFactor }: Admission): void => {
    if (secondFactor) setStep({ at: 'second', pending: secondFactor })
    else onSignedIn()
  }
  const back = (): void => setStep({ at: 'password' })
  switch (step.at) {
    case 'second':
      return <SecondStep api={api} pending={step.pending} onEnter={enter} onBack={back} />
    case 'recover':
      return (
        <RecoverStep
          api={api}
          minimum={offers?.passwordMinimum ?? 15}
          onSaved={() => setStep({ at: 'password', saved: true })}
          onBack={back}
        />
      )
    case 'password':
      return (
        <PasswordStep
          api={api}
          offers={offers}
          note={step.saved ? 'signIn.saved' : expired ? 'signIn.expired' : undefined}
          onEnter={enter}
          onForgot={() => setStep({ at: 'recover' })}
        />
      )
  }
}
