import { lazy, Suspense } from 'react'
import type { FieldDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import form from '../ui/form.module.css'
import { controlProps, type InputProps } from './input-props.ts'
import { InstantInput } from './inputs/instant-input.tsx'
import { JsonInput } from './inputs/json-input.tsx'
import { ListInput } from './inputs/list-input.tsx'
import { MoneyInput } from './inputs/money-input.tsx'
import { NumberInput } from './inputs/number-input.tsx'
import { ReferenceInput } from './inputs/reference-input.tsx'

const FileInput = lazy(() =>
  import('./inputs/file-input.tsx').then((module) => ({ default: module.FileInput })),
)

/** The control of a field's kind. Values go in and out as JSON has them; `null` means cleared. */
export function FieldInput(props: InputProps) {
  switch (props.field.kind) {
    case 'money':
      return <MoneyInput {...props} />
    case 'measure':
      return <NumberInput {...props} />
    case 'boolean':
      return <BooleanInput {...props} />
    case 'enum':
      return <EnumInput {...props} />
    case 'reference':
      return <ReferenceInput {...props} />
    case 'list':
      return props.field.items?.kind === 'file' ? <Files {...props} /> : <ListInput {...props} />
    case 'json':
      return <JsonInput {...props} />
    case 'instant':
      return <InstantInput {...props} />
    case 'file':
      return <Files {...props} />
    default:
      return <TextInput {...props} />
  }
}

function Files(props: InputProps) {
  return (
    <Suspense>
      <FileInput {...props} />
    </Suspense>
  )
}

const INPUT_TYPES: Partial<Record<FieldDescriptor['kind'], string>> = {
  email: 'email',
  phone: 'tel',
  date: 'date',
  encrypted: 'password',
}

function TextInput(props: InputProps) {
  const { field, value, onChange } = props
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value)
  const change = (next: string): void => onChange(next === '' ? null : next)
  if (field.long) {
    return (
      <textarea
        {...controlProps(props)}
        className={form.input}
        value={text}
        maxLength={field.maxLength}
        onChange={(event) => change(event.target.value)}
      />
    )
  }
  return (
    <input
      {...controlProps(props)}
      className={form.input}
      type={INPUT_TYPES[field.kind] ?? 'text'}
      value={text}
      maxLength={field.maxLength}
      autoComplete="off"
      onChange={(event) => change(event.target.value)}
    />
  )
}

function BooleanInput(props: InputProps) {
  const { t } = useT()
  const { value, onChange, field } = props
  // Three states only where "not said" is a state of its own.
  if (!field.nullable)
    return (
      <label className={form.check}>
        <input
          {...controlProps(props)}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        {t('common.yes')}
      </label>
    )
  const text = value === true ? 'true' : value === false ? 'false' : ''
  return (
    <select
      {...controlProps(props)}
      className={form.input}
      value={text}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value === 'true')}
    >
      <option value="">{t('record.notSet')}</option>
      <option value="true">{t('common.yes')}</option>
      <option value="false">{t('common.no')}</option>
    </select>
  )
}

function EnumInput(props: InputProps) {
  const { t } = useT()
  const { field, value, onChange } = props
  const known = field.options?.some((option) => option.value === value) ?? false
  return (
    <select
      {...controlProps(props)}
      className={form.input}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      {field.nullable || !known ? (
        <option value="">{t(field.required ? 'form.choose' : 'record.notSet')}</option>
      ) : null}
      {field.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
