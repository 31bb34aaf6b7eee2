export class UsageError extends Error {
  override name = 'UsageError'
}

export interface Arguments {
  positional: string[]
  /** `--role owner` → 'owner'; `--json` → true. */
  flags: Map<string, string | true>
  json: boolean
}

const switches = new Set(['json', 'dry-run', 'force', 'help', 'write', 'yes'])

/** `a b --role owner --json` → positional and flags. Everything but known switches takes a value. */
export function parseArguments(args: string[]): Arguments {
  const positional: string[] = []
  const flags = new Map<string, string | true>()
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string
    if (!arg.startsWith('--')) {
      positional.push(arg)
      continue
    }
    const [name = '', inline] = arg.slice(2).split(/=(.*)/s)
    if (inline !== undefined) flags.set(name, inline)
    else if (switches.has(name)) flags.set(name, true)
    else {
      const value = args[++index]
      if (value === undefined) throw new UsageError(`--${name} needs a value.`)
      flags.set(name, value)
    }
  }
  return { positional, flags, json: flags.get('json') === true }
}

/** The value of a flag that must be there. */
export function requiredFlag({ flags }: Arguments, name: string): string {
  const value = flags.get(name)
  if (typeof value !== 'string')
    throw new UsageError(`--${name} is missing. Run "bezel help" to see how the command is used.`)
  return value
}
