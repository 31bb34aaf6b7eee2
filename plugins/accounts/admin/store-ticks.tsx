import { t, useActor, useList } from '@bezel/admin-ui'
import { quiet, Tick } from './parts.tsx'

interface Props {
  chosen: string[]
  /** What it means to choose none. */
  help: string
  onChange: (stores: string[]) => void
}

/** Stores that somebody, or a key, is limited to; none chosen are all that one has oneself. */
export function StoreTicks(props: Props) {
  const { can } = useActor()
  return can('stores.read') ? <Ticks {...props} /> : null
}

function Ticks({ chosen, help, onChange }: Props) {
  const { rows, error } = useList('stores', { sort: 'name', limit: 100 })
  if (error || rows.length === 0) return null
  return (
    <fieldset style={{ margin: '14px 0 0', border: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ fontWeight: 500, padding: 0, marginBottom: 4 }}>{t('accounts.stores')}</legend>
      <p style={quiet}>{help}</p>
      {rows.map(({ id, name }) => (
        <Tick
          key={id}
          label={String(name)}
          checked={chosen.includes(id)}
          onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  )
}
