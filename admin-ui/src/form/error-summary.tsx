import { useEffect, useRef } from 'react'
import { useApp } from '../app/context.ts'
import type { EntityDescriptor } from '../entity/types.ts'
import { useT } from '../i18n/use-t.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './error-summary.module.css'
import { inputId } from './input-id.ts'

interface Props {
  entity: EntityDescriptor
  errors: Record<string, string>
  general: string[]
}

/** Everything that is wrong in one place, each a link to its field; it takes the focus when it appears. */
export function ErrorSummary({ entity, errors, general }: Props) {
  const { t } = useT()
  const { manifest } = useApp()
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(errors)
  const count = entries.length + general.length
  const before = useRef(0)
  useEffect(() => {
    if (count > before.current) {
      box.current?.focus()
      box.current?.scrollIntoView({ block: 'nearest' })
    }
    before.current = count
  }, [count])
  if (count === 0) return null
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <strong>
        <Icon name="warning" />
        {t('form.summary', { count })}
      </strong>
      <ul>
        {general.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {entries.map(([key, message]) => (
          <li key={key}>
            <a
              href={`#${inputId(key)}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(inputId(key))?.focus()
              }}
            >
              {labelOf(entity, key, manifest.entities)}
            </a>
            : {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `price` → `Price`; `emails.0.address` → `E-mails 1: Address`. */
function labelOf(entity: EntityDescriptor, key: string, entities: readonly EntityDescriptor[]): string {
  const own = entity.fields.find((field) => field.name === key)
  if (own) return own.label
  const [name, index, inner] = key.split('.')
  const relation = entity.relations.find((one) => one.name === name)
  if (!relation) return key
  const target = entities.find((one) => one.collection === relation.collection)
  const field = target?.fields.find((one) => one.name === inner)
  return index === undefined
    ? relation.label
    : `${relation.label} ${Number(index) + 1}: ${field?.label ?? inner}`
}
