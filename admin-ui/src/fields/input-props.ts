import type { FieldInputProps } from '../sdk/panel.ts'

export interface InputProps extends FieldInputProps {
  autoFocus?: boolean
  /** Ids of the texts that explain the field or its mistake. */
  describedBy?: string | undefined
  /** Name for controls that have no label of their own on the page. */
  label?: string
}

/** The attributes every control shares. */
export const controlProps = ({ id, field, invalid, describedBy, autoFocus, label }: InputProps) => ({
  id,
  'aria-invalid': invalid || undefined,
  'aria-required': field.required || undefined,
  'aria-describedby': describedBy,
  'aria-label': label,
  ...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {}),
})
