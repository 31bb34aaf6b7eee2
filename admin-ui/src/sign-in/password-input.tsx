import { useState } from 'react'
import { useT } from '../i18n/use-t.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './sign-in.module.css'

interface Props {
  label: string
  /** `current-password` or `new-password`. */
  autoComplete: string
  invalid: boolean
  help?: string
}

export function PasswordInput({ label, autoComplete, invalid, help }: Props) {
  const { t } = useT()
  const [visible, setVisible] = useState(false)
  return (
    <>
      <label htmlFor="password">{label}</label>
      <div className={styles.password}>
        <input
          id="password"
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete={autoComplete}
          className={styles.input}
          required
          aria-invalid={invalid || undefined}
          aria-describedby={help ? 'password-help' : undefined}
        />
        <IconButton
          label={t(visible ? 'signIn.hide' : 'signIn.show')}
          icon={visible ? 'eyeOff' : 'eye'}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
        />
      </div>
      {help ? (
        <p id="password-help" className={styles.help}>
          {help}
        </p>
      ) : null}
    </>
  )
}
