import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { TObject, TSchema } from 'typebox'
import { constantCase } from '../entity/names.ts'
import { coerceText } from '../validation/coerce.ts'
import type { Validator } from '../validation/validator.ts'

export interface ServerSettings {
  host: string
  port: number
  /** Absent: the embedded server. */
  databaseUrl: string | undefined
  dataDir: string
  /** The first encrypts; the rest are from before rotations. */
  secrets: string[]
  publicUrl: string
  /** Addresses and networks of reverse proxies, whose word for where a request came from is taken. */
  trustedProxies?: string[]
  demo: boolean
  owner: { email: string; password: string } | undefined
  logLevel: string
  production: boolean
}

type Env = Record<string, string | undefined>

const defaultPort = 3000

function port(env: Env, problems: string[]): number {
  const number = Number(env.PORT ?? defaultPort)
  if (Number.isInteger(number) && number >= 0 && number <= 65535) return number
  problems.push(`PORT is "${env.PORT}". Set it to a whole number from 0 to 65535, for example 3000.`)
  return defaultPort
}

const secretHelp =
  "for example by: node -e \"console.log(require('crypto').randomBytes(32).toString('base64'))\""

/** In embedded mode a secret is made once and kept beside the data, readable by its owner alone. */
function keptSecret(dataDir: string, problems: string[]): string[] {
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if (!existsSync(file))
      writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST' || !existsSync(file)) {
      problems.push(
        `Bezel cannot write to its data folder ${dataDir} (${message}). Give it one that it may write to: BEZEL_DATA_DIR.`,
      )
      return []
    }
  }
  return [readFileSync(file, 'utf8').trim()]
}

function secrets(env: Env, dataDir: string, problems: string[]): string[] {
  const previous = env.BEZEL_SECRET_PREVIOUS?.split(',') ?? []
  if (env.BEZEL_SECRET) {
    if (Buffer.byteLength(env.BEZEL_SECRET) < 32)
      problems.push(`BEZEL_SECRET is too short. Set it to 32 random bytes or more, ${secretHelp}`)
    return [env.BEZEL_SECRET, ...previous]
  }
  if (env.DATABASE_URL) {
    problems.push(
      `BEZEL_SECRET is missing; it is required with DATABASE_URL. Set it to 32 random bytes or more, ${secretHelp}`,
    )
    return []
  }
  return [...keptSecret(dataDir, problems), ...previous]
}

function owner(env: Env, problems: string[]): ServerSettings['owner'] {
  const { BEZEL_OWNER_EMAIL: email, BEZEL_OWNER_PASSWORD: password } = env
  if (!email && !password) return undefined
  if (!email || !password) {
    problems.push('BEZEL_OWNER_EMAIL and BEZEL_OWNER_PASSWORD belong together. Set both, or neither.')
    return undefined
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    problems.push(`BEZEL_OWNER_EMAIL is "${email}". Set it to the e-mail address of the first owner.`)
  if (password.length < 12) problems.push('BEZEL_OWNER_PASSWORD is too short. Use at least 12 characters.')
  return { email, password }
}

/** `0` or `1`. Absent is `1`, but not in production: the demo owner's password is known to everybody. */
function demo(env: Env, problems: string[]): boolean {
  const value = env.BEZEL_DEMO ?? (env.NODE_ENV === 'production' ? '0' : '1')
  if (value !== '0' && value !== '1')
    problems.push(`BEZEL_DEMO is "${value}". Set it to 0 for no demo data, or leave it out.`)
  return value !== '0'
}

/** `10.0.0.0/8,192.0.2.1`; nobody else's `X-Forwarded-For` counts. */
function trustedProxies(env: Env, problems: string[]): string[] {
  const list = env.BEZEL_TRUSTED_PROXIES?.split(',').map((one) => one.trim()) ?? []
  for (const one of list) {
    const [address = '', bits = '0'] = one.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    if (isIP(address) === 0 || !/^\d+$/.test(bits) || Number(bits) > most)
      problems.push(
        `BEZEL_TRUSTED_PROXIES names "${one}". Write addresses or networks with commas between, for example 10.0.0.0/8,192.0.2.1.`,
      )
  }
  return list
}

/** What a variable that is set to nothing means to whoever left the line in a file: not set. */
function withoutEmpty(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
}

/** Reads the environment. What is missing or wrong is added to `problems`, each with its remedy. */
export function readServerSettings(given: Env, problems: string[]): ServerSettings {
  const env = withoutEmpty(given)
  const dataDir = resolve(env.BEZEL_DATA_DIR ?? '.bezel')
  const host = env.HOST ?? '127.0.0.1'
  const portNumber = port(env, problems)
  const databaseUrl = env.DATABASE_URL
  if (databaseUrl && !(/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl))) {
    problems.push(
      'DATABASE_URL is no PostgreSQL address. Write it as postgres://user:password@host:5432/database.',
    )
  }
  const publicUrl = env.BEZEL_PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${portNumber}`
  if (!/^https?:\/\//.test(publicUrl) || !URL.canParse(publicUrl))
    problems.push(
      `BEZEL_PUBLIC_URL is "${publicUrl}". Set it to the address people use, for example https://crm.example.com.`,
    )
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
  const logLevel = env.LOG_LEVEL ?? 'info'
  if (!levels.includes(logLevel))
    problems.push(`LOG_LEVEL is "${logLevel}". Use one of: ${levels.join(', ')}.`)
  return {
    host,
    port: portNumber,
    databaseUrl,
    dataDir,
    secrets: secrets(env, dataDir, problems),
    publicUrl,
    trustedProxies: trustedProxies(env, problems),
    demo: demo(env, problems),
    owner: owner(env, problems),
    logLevel,
    production: env.NODE_ENV === 'production',
  }
}

/** A plugin's settings: defaults, then `settings` of the config, then `<PLUGIN>_<SETTING>` of the environment. */
export function readPluginSettings(
  name: string,
  schema: TObject | undefined,
  given: Record<string, unknown> = {},
  env: Env,
  validator: Validator,
  problems: string[],
): Record<string, unknown> {
  if (!schema) return {}
  const settings: Record<string, unknown> = { ...given }
  const nameOf = (setting: string) => `${constantCase(name)}_${constantCase(setting)}`
  for (const [setting, of] of Object.entries(schema.properties)) {
    const text = env[nameOf(setting)]
    if (text !== undefined) settings[setting] = coerceText(of as TSchema, text)
  }
  for (const { pointer, message } of validator.compile(schema)(settings)) {
    const setting = pointer.split('/')[1] ?? ''
    problems.push(
      `${nameOf(setting)} ${message}. Set it in the environment or under settings.${name} in fastify.config.ts.`,
    )
  }
  return settings
}
