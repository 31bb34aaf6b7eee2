import { Badge, Card, say, t } from '@bezel/admin-ui'
import type { CSSProperties } from 'react'
import { quiet, row } from '../parts.tsx'
import type { Permission } from '../types.ts'
import { covers, type Group, groupsOf, type Noun, toggled, verbs } from './matrix-model.ts'

interface Props {
  permissions: readonly Permission[]
  granted: ReadonlySet<string>
  /** Whether the person at the screen holds a permission: only that can be given. */
  mayGive: (permission: string) => boolean
  /** Nothing can be changed. */
  fixed: boolean
  onChange: (granted: Set<string>) => void
}

/** `api-keys` → `API keys`, in the reader's language. */
export function nounTitle(noun: string): string {
  const words = noun.replaceAll('-', ' ')
  return say(words === 'api keys' ? 'API keys' : words.charAt(0).toUpperCase() + words.slice(1))
}

/** Every permission by plugin: what is seen, changed and deleted in columns, the rest in words. */
export function Matrix(props: Props) {
  return (
    <>
      {groupsOf(props.permissions).map((group) => (
        <PluginCard key={group.plugin} group={group} {...props} />
      ))}
    </>
  )
}

const cell: CSSProperties = { padding: '7px 10px', borderTop: '1px solid var(--line)', textAlign: 'center' }
const head: CSSProperties = { ...quiet, padding: '6px 10px', fontWeight: 500, textAlign: 'center' }

function PluginCard({ group, ...props }: Props & { group: Group }) {
  const names = group.nouns.flatMap(({ usual, more }) => [...Object.values(usual), ...more])
  const given = names.filter(({ name }) => covers(props.granted, name)).length
  const title = t(`accounts.plugin_${group.plugin}`)
  const known = title.startsWith('accounts.') ? nounTitle(group.plugin) : title
  return (
    <Card
      title={known}
      aside={
        <Badge tone={given > 0 ? 'good' : 'neutral'}>
          {t('accounts.given', { given, all: names.length })}
        </Badge>
      }
      flush
    >
      <table style={{ width: '100%', borderCollapse: 'collapse' }} aria-label={known}>
        <thead>
          <tr>
            <th scope="col" style={{ ...head, textAlign: 'left', paddingLeft: 18 }}>
              {t('accounts.what')}
            </th>
            {verbs.map((verb) => (
              <th key={verb} scope="col" style={{ ...head, width: '16%' }}>
                {t(`accounts.verb_${verb}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.nouns.map((noun) => (
            <NounRows key={noun.noun} noun={noun} {...props} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function NounRows({ noun: { noun, usual, more }, ...props }: Props & { noun: Noun }) {
  const title = nounTitle(noun)
  return (
    <tr>
      <th scope="row" style={{ ...cell, textAlign: 'left', paddingLeft: 18, fontWeight: 500 }}>
        {title}
        {more.map((permission) => (
          <Tick key={permission.name} permission={permission} label={say(permission.summary)} {...props} />
        ))}
      </th>
      {verbs.map((verb) => {
        const permission = usual[verb]
        return (
          <td key={verb} style={{ ...cell, verticalAlign: 'top' }}>
            {permission ? (
              <Tick permission={permission} hidden={`${title}: ${t(`accounts.verb_${verb}`)}`} {...props} />
            ) : null}
          </td>
        )
      })}
    </tr>
  )
}

interface TickProps extends Props {
  permission: Permission
  /** Shown beside the box… */
  label?: string
  /** …or only told to those who hear it, where the column says it. */
  hidden?: string
}

function Tick({
  permission: { name },
  label,
  hidden,
  permissions,
  granted,
  mayGive,
  fixed,
  onChange,
}: TickProps) {
  const lacks = !mayGive(name)
  const why = lacks ? t('accounts.notYours', { permission: name }) : undefined
  return (
    <label
      title={why ?? name}
      style={{
        ...row,
        gap: 8,
        padding: label ? '4px 0' : 2,
        fontWeight: 400,
        flexWrap: 'nowrap',
        justifyContent: label ? 'start' : 'center',
      }}
    >
      <input
        type="checkbox"
        aria-label={why ? `${hidden ?? label}. ${why}` : hidden}
        checked={covers(granted, name)}
        disabled={fixed || lacks || granted.has('*')}
        onChange={({ target }) => onChange(toggled(granted, name, target.checked, permissions))}
        style={{ width: 17, height: 17, margin: 0, flex: 'none', accentColor: 'var(--accent)' }}
      />
      {label ? <span style={lacks ? quiet : { fontSize: 14.5 }}>{label}</span> : null}
    </label>
  )
}
