import semver from 'semver'
import { collectMigrations } from '../app/migrate.ts'
import type { Database } from '../database/database.ts'
import { type MigrationStatus, migrationStatus } from '../database/migrations.ts'
import type { Sql } from '../database/types.ts'
import type { Registry } from '../entity/registry.ts'
import type { CheckResult } from '../health/check.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { findDrift } from './drift.ts'
import { driftFinding } from './drift-finding.ts'
import type { Finding } from './finding.ts'

export interface Versions {
  core: string
  node: string
  /** Null where the database cannot be reached. */
  postgres: string | null
}

export interface Diagnosis {
  /** No errors; warnings and notes may be there. */
  healthy: boolean
  versions: Versions
  findings: Finding[]
}

const oldestNode = '20.19.0'
const postgresMajors = { oldest: 14, newest: 18 }

export function checkNode(version: string): Finding[] {
  if (semver.gte(version, oldestNode)) return []
  const message = `This is Node.js ${version}; Bezel needs ${oldestNode} or later.`
  return [
    {
      level: 'error',
      code: 'old-node',
      where: 'Node.js',
      message,
      remedy: 'Install a newer Node.js and start again.',
    },
  ]
}

export function checkPostgres(version: string): Finding[] {
  const major = Number.parseInt(version, 10)
  const { oldest, newest } = postgresMajors
  const base = { where: 'PostgreSQL', remedy: `Use PostgreSQL ${oldest} to ${newest}.` }
  if (major < oldest)
    return [
      {
        ...base,
        level: 'error',
        code: 'old-postgres',
        message: `The server is ${version}, which is too old.`,
      },
    ]
  if (major > newest)
    return [
      {
        ...base,
        level: 'warning',
        code: 'new-postgres',
        message: `The server is ${version}; Bezel is tested up to ${newest}.`,
      },
    ]
  return []
}

const wanted = ['pg_trgm', 'unaccent', 'citext']

async function checkExtensions(sql: Sql): Promise<Finding[]> {
  const rows = await sql.query<{ name: string }>('select extname as name from pg_extension')
  const installed = new Set(rows.map(({ name }) => name))
  return wanted
    .filter((name) => !installed.has(name))
    .map((name) => ({
      level: 'error',
      code: 'missing-extension',
      where: 'PostgreSQL',
      message: `The extension "${name}" is not installed in this database.`,
      remedy: `Run "create extension ${name} with schema public" as a role that may, then "bezel migrate up".`,
    }))
}

type Told = Pick<Finding, 'level' | 'message' | 'remedy'>

const states: Record<Exclude<MigrationStatus['state'], 'applied'>, Told> = {
  pending: { level: 'error', message: 'is not applied.', remedy: 'Run "bezel migrate up".' },
  changed: {
    level: 'error',
    message: 'was changed after it was applied, so the database is not what it says.',
    remedy: 'Undo the change and put it into a new migration.',
  },
  unknown: {
    level: 'warning',
    message: 'is applied, but no longer in the code.',
    remedy: 'Bring the file back, or remove what it made by hand if its plugin is gone for good.',
  },
}

function checkMigrations(status: MigrationStatus[]): Finding[] {
  return status.flatMap(({ plugin, name, state }): Finding[] => {
    if (state === 'applied') return []
    const { message, ...told } = states[state]
    return [
      {
        ...told,
        code: `${state}-migration`,
        where: `${plugin}/${name}`,
        message: `The migration ${message}`,
      },
    ]
  })
}

/** Adapters that are off, and health checks of plugins that fail. What only a running server does is left out. */
export function checkHealth(checks: CheckResult[]): Finding[] {
  return checks.flatMap(({ plugin, name, status, detail }): Finding[] => {
    const where = `${plugin}: ${name}`
    if (name === 'adapter' && status === 'off') {
      return [
        {
          level: 'warning',
          code: 'disabled-adapter',
          where: plugin,
          message: `The adapter is off: ${detail}`,
          remedy: 'Give it the settings it asks for, or take it out of fastify.config.ts.',
        },
      ]
    }
    if (status !== 'failed' || plugin === 'core') return []
    return [
      {
        level: 'warning',
        code: 'failing-check',
        where,
        message: detail ?? 'The check fails.',
        remedy: 'See the health page of the admin for what it depends on.',
      },
    ]
  })
}

/** Whether a database is reached over a network without TLS that checks whom it talks to. */
function isPlainAfar(databaseUrl: string | undefined): boolean {
  if (!databaseUrl || !URL.canParse(databaseUrl)) return false
  const { hostname, searchParams } = new URL(databaseUrl)
  const isHere = hostname === '' || /^(localhost|127\.|\[::1\])/.test(hostname) || searchParams.has('host')
  return !isHere && !['verify-full', 'verify-ca'].includes(searchParams.get('sslmode') ?? '')
}

/** Settings that work and are still not what a shop on the internet wants. */
export function checkSettings(settings: {
  publicUrl: string
  production: boolean
  demo: boolean
  databaseUrl: string | undefined
}): Finding[] {
  const findings: Finding[] = []
  const local = /^(localhost|127\.|\[::1\])/.test(new URL(settings.publicUrl).hostname)
  if (settings.production && !settings.publicUrl.startsWith('https://')) {
    const message = `People reach Bezel at ${settings.publicUrl}, so passwords and cookies travel in the clear${local ? ' unless only this machine uses it' : ''}.`
    findings.push({
      level: 'warning',
      code: 'plain-http',
      where: 'BEZEL_PUBLIC_URL',
      message,
      remedy: 'Put TLS in front and set BEZEL_PUBLIC_URL to the https address.',
    })
  }
  if (settings.production && isPlainAfar(settings.databaseUrl)) {
    findings.push({
      level: 'warning',
      code: 'plain-database',
      where: 'DATABASE_URL',
      message: 'The database is on another machine, and what goes there may go in the clear.',
      remedy:
        'Add sslmode=verify-full to DATABASE_URL, with the certificate of its authority in sslrootcert.',
    })
  }
  if (settings.production && settings.demo) {
    findings.push({
      level: 'warning',
      code: 'demo-in-production',
      where: 'BEZEL_DEMO',
      message: 'Demo data and a demo sign-in belong on no real shop.',
      remedy: 'Set BEZEL_DEMO=0.',
    })
  }
  return findings
}

/** A problem that keeps Bezel from starting: "what is wrong. What to do." in one text. */
export function bootFinding(problem: string): Finding {
  const [, message, remedy] = /^(.*?[.?!]) ([A-Z].*)$/s.exec(problem) ?? []
  return {
    level: 'error',
    code: 'boot',
    where: 'fastify.config.ts and environment',
    message: message ?? problem,
    remedy: remedy ?? 'Correct it and start again.',
  }
}

export interface Patient {
  database: Database
  plugins: Plugin[]
  registry: Registry
}

/** Compares a database with the code: version, extensions, migrations, and column by column with the entities. */
export async function examineDatabase({
  database,
  plugins,
  registry,
}: Patient): Promise<{ postgres: string; findings: Finding[] }> {
  const [row] = await database.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const postgres = row?.version.split(' ')[0] ?? ''
  const status = await migrationStatus(database, await collectMigrations(plugins))
  const isPending = status.some(({ state }) => state === 'pending')
  // Before its migrations ran a table cannot be what the entity says: that is one finding, not a hundred.
  const drift = isPending ? [] : await findDrift(database, registry.models)
  const extensions = isPending ? [] : await checkExtensions(database)
  return {
    postgres,
    findings: [
      ...checkPostgres(postgres),
      ...extensions,
      ...checkMigrations(status),
      ...drift.map(driftFinding),
    ],
  }
}

const order = { error: 0, warning: 1, note: 2 }

export function diagnose(versions: Versions, findings: Finding[]): Diagnosis {
  const sorted = [...findings].sort(
    (a, b) => order[a.level] - order[b.level] || a.where.localeCompare(b.where),
  )
  return { healthy: !findings.some(({ level }) => level === 'error'), versions, findings: sorted }
}

const marks = { error: '✘', warning: '!', note: '·' }

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

/** The diagnosis for a terminal: each finding with its remedy below, and a count at the end. */
export function printDiagnosis({ versions, findings }: Diagnosis): string {
  const head = `Bezel ${versions.core}, Node.js ${versions.node}, PostgreSQL ${versions.postgres ?? 'out of reach'}`
  const lines = findings.map(
    ({ level, where, message, remedy }) => `${marks[level]} ${where}: ${message}\n    → ${remedy}`,
  )
  const counts = (['error', 'warning', 'note'] as const).map((level) =>
    counted(findings.filter((one) => one.level === level).length, level),
  )
  return [head, ...lines, findings.length === 0 ? 'All is well.' : counts.join(', ')].join('\n')
}
