import { readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addToConfig } from '../../scaffold/add-to-config.ts'
import { copyTemplate, isTaken } from '../../scaffold/copy-template.ts'
import { placeholders } from '../../scaffold/names.ts'
import { type Arguments, UsageError } from '../arguments.ts'

const places: Record<string, (name: string) => string> = {
  plugin: (name) => join('plugins', name),
  adapter: (name) => join('adapters', name),
  shop: (name) => name,
}

/** The repository this core lies in; its templates are what `new` copies. */
const repository = fileURLToPath(new URL('../../', import.meta.url)).replace(/core\/(src|dist)?\/?.*$/, '')

async function listInConfig(name: string, folder: string): Promise<string> {
  const file = resolve('fastify.config.ts')
  const path = `./${folder}/src/plugin.ts`
  const config = await readFile(file, 'utf8').catch(() => '')
  const changed = config && addToConfig(config, name, path)
  if (!changed) return `Add it to plugins in fastify.config.ts: import … from '${path}'.`
  await writeFile(file, changed)
  return 'It is listed in fastify.config.ts.'
}

/** `bezel new shop|plugin|adapter <name>` */
export async function run({ positional: [kind = '', name = ''], json }: Arguments): Promise<void> {
  const place = places[kind]
  if (!place) throw new UsageError('Say what to make: bezel new shop|plugin|adapter <name>')
  if (!/^[a-z][a-z0-9-]{1,38}$/.test(name)) {
    throw new UsageError(
      `"${name}" is no name for a ${kind}. Use small letters, digits and hyphens: ring-repairs.`,
    )
  }
  const folder = place(name)
  if (isTaken(folder)) throw new UsageError(`${folder} exists already. Choose another name.`)
  const values = { ...placeholders(name), __bezel__: `file:${relative(resolve(folder), repository) || '.'}` }
  const files = await copyTemplate(join(repository, 'templates', kind), folder, values)
  const listed = kind === 'plugin' ? await listInConfig(name, folder) : undefined
  if (json) process.stdout.write(`${JSON.stringify({ folder, files })}\n`)
  else
    process.stdout.write(
      `${files.map((file) => `  ${folder}/${file}`).join('\n')}\n${listed ?? ''}\nNext: npm start\n`,
    )
}
