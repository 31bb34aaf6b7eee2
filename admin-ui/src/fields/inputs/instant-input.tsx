import form from '../../ui/form.module.css'
import { controlProps, type InputProps } from '../input-props.ts'

/** A moment, entered in the reader's own time zone and kept as UTC. */
export function InstantInput(props: InputProps) {
  const { value, onChange } = props
  const change = (text: string): void => {
    const date = new Date(text)
    onChange(Number.isNaN(date.getTime()) ? null : date.toISOString())
  }
  return (
    <input
      {...controlProps(props)}
      type="datetime-local"
      className={form.input}
      value={toLocal(value)}
      onChange={(event) => change(event.target.value)}
    />
  )
}

function toLocal(value: unknown): string {
  const date = new Date(typeof value === 'string' ? value : '')
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
