import type { EntityDescriptor } from '../entity/types.ts'
import { formatValue } from '../fields/format.ts'
import { useT } from '../i18n/use-t.ts'
import type { Mapping, Preview } from './import-api.ts'
import styles from './import-page.module.css'

const SHOWN = 8

/** The first rows as they would be stored, and what is wrong with any of them. */
export function PreviewTable({
  entity,
  preview,
  mapping,
}: {
  entity: EntityDescriptor
  preview: Preview
  mapping: Mapping
}) {
  const { t, locale } = useT()
  const names = Object.values(mapping).filter((name) => name !== null)
  const context = { locale, yes: t('common.yes'), no: t('common.no') }
  const fieldOf = (name: string) => entity.fields.find((field) => field.name === name)
  const show = (name: string, value: unknown): string => {
    const field = fieldOf(name)
    return field ? formatValue(field, value, context) : String(value ?? '')
  }
  return (
    <>
      <table className={`${styles.table} ${styles.preview}`}>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {fieldOf(name)?.label ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, SHOWN).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity yet
            <tr key={index}>
              {names.map((name) => (
                <td key={name}>{show(name, valueAt(row, name))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {preview.issues.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              <th scope="col">{t('import.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.issues.slice(0, SHOWN).map((issue) => (
              <tr key={JSON.stringify(issue)}>
                <td>{issue.line ?? issue.row}</td>
                <td>
                  {issue.field ? `${fieldOf(issue.field)?.label ?? issue.field}: ` : ''}
                  {issue.message ?? issue.detail}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}

function valueAt(row: Record<string, unknown>, name: string): unknown {
  if (name in row || !name.startsWith('custom.')) return row[name]
  return (row.custom as Record<string, unknown> | undefined)?.[name.slice('custom.'.length)]
}
