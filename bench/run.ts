import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'

/**
 * `npm run bench [-- part [arguments]]`: everything that is measured, one after the other, or one part of it:
 * `requests W3`, `start 5`, `import 2`, `admin warm use`, `enumeration 1000`, `signed-in`.
 */
const parts: Record<string, string[]> = {
  requests: ['bench/requests.ts'],
  start: ['bench/start.ts'],
  import: ['--conditions=bezel-src', 'bench/import.ts'],
  admin: ['bench/admin.ts'],
  enumeration: ['bench/accounts/enumeration.ts'],
  'signed-in': ['bench/accounts/signed-in.ts'],
}

async function measure(name: string, script: string[], args: string[]): Promise<void> {
  const load = loadavg()[0]?.toFixed(1)
  console.log(`\n${name} (load ${load}; figures say something on a quiet machine only)`)
  const child = spawn(process.execPath, ['--import', 'tsx', ...script, ...args], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exitCode = 1
}

const [chosen, ...args] = process.argv.slice(2)
if (chosen && !parts[chosen]) {
  console.error(`There is no part "${chosen}". Parts are: ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
for (const [name, script] of Object.entries(parts)) {
  if (!chosen || chosen === name) await measure(name, script, args)
}
