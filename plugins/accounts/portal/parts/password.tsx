import { IconButton, useT } from '@bezel/admin-ui/kit'
import { lazy, Suspense, useState } from 'react'
import { usePortal } from '../app/portal.ts'
import { Field, type FieldProps } from './form.tsx'

const Strength = lazy(() => import('./strength.tsx'))

/** A password, hidden until it is to be seen. */
export function PasswordField(props: Omit<FieldProps, 'type' | 'end'>) {
  const { t } = useT()
  const [visible, setVisible] = useState(false)
  const toggle = (
    <IconButton
      label={t(visible ? 'password.hide' : 'password.show')}
      icon={visible ? 'eyeOff' : 'eye'}
      aria-pressed={visible}
      onClick={() => setVisible(!visible)}
    />
  )
  return <Field {...props} type={visible ? 'text' : 'password'} required end={toggle} autoCapitalize="none" />
}

interface NewPasswordProps {
  label: string
  /** What strangers try first: the person's own name and address. */
  own?: string[]
  minimum?: number
}

/** A password to be chosen: says the rules in plain words and how strong it is, while it is typed. */
export function NewPassword({ label, own = [], minimum }: NewPasswordProps) {
  const { t } = useT()
  const { offers } = usePortal()
  const [text, setText] = useState('')
  const least = minimum ?? offers.passwordMinimum
  const help = (
    <>
      <p>{t('password.rules', { least })}</p>
      {text ? (
        <Suspense>
          <Strength password={text} own={own} least={least} />
        </Suspense>
      ) : null}
    </>
  )
  return (
    <PasswordField
      name="password"
      label={label}
      autoComplete="new-password"
      maxLength={offers.passwordMaximum}
      help={help}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
