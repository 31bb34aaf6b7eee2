import { useT } from '../../i18n/use-t.ts'
import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input-props.ts'
import { readNumber } from '../number-text.ts'
import { Unreadable } from '../unreadable.ts'
import { useTyped } from './use-typed.ts'

/** A measure with its unit behind it; more decimals than the field keeps are shown as a mistake. */
export function NumberInput(props: InputProps) {
  const { field, value, onChange } = props
  const { locale } = useT()
  const read = (text: string): number | undefined =>
    readNumber(text, { decimals: field.decimals ?? 0, locale })
  const [text, setText] = useTyped(textOf(value), (typed) => read(typed) === value)
  const change = (typed: string): void => {
    setText(typed)
    if (typed.trim() === '') onChange(null)
    else onChange(read(typed) ?? new Unreadable(typed))
  }
  const wrong = text !== '' && read(text) === undefined
  const input = (
    <input
      {...controlProps(props)}
      className={form.input}
      inputMode="decimal"
      value={text}
      aria-invalid={props.invalid || wrong || undefined}
      onChange={(event) => change(event.target.value)}
    />
  )
  return field.unit ? (
    <div className={form.unit}>
      {input}
      <span aria-hidden="true">{field.unit}</span>
    </div>
  ) : (
    input
  )
}

function textOf(value: unknown): string {
  if (value instanceof Unreadable) return value.text
  return value === null || value === undefined ? '' : String(value)
}
