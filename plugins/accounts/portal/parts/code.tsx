import { useT } from '@bezel/admin-ui/kit'
import { Field } from './form.tsx'

/** Six digits; phones offer those of the mail or message that just came. */
export function CodeField({ label, autoFocus = true }: { label?: string; autoFocus?: boolean }) {
  const { t } = useT()
  return (
    <Field
      name="code"
      label={label ?? t('code.label')}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,9}"
      maxLength={9}
      required
      data-code=""
      autoFocus={autoFocus}
    />
  )
}
