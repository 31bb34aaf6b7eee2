import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
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

const next: Record<string, (folder: string) => string> = {
  plugin: () => 'npm start',
  adapter: (folder) => `read ${folder}/README.md, then npm start`,
  shop: (folder) => `cd ${folder}, npm install, npm start`,
}

/** The repository this core lies in; its templates are what `new` copies, and its packages what a new shop is linked to. */
function findRepository(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (isTaken(join(folder, 'templates', 'shop'))) return folder
    if (folder === dirname(folder))
      throw new UsageError(
        'The templates lie in the repository of Bezel. Run this with the bezel of a clone of it.',
      )
  }
}

async function listInConfig(name: string, folder: string, kind: string): Promise<string> {
  const file = resolve('fastify.config.ts')
  const path = `./${folder}/src/${kind}.ts`
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
  const repository = findRepository()
  const values = { ...placeholders(name), __bezel__: `file:${relative(resolve(folder), repository) || '.'}` }
  const files = await copyTemplate(join(repository, 'templates', kind), folder, values)
  const listed = kind === 'shop' ? undefined : await listInConfig(name, folder, kind)
  if (json) process.stdout.write(`${JSON.stringify({ folder, files })}\n`)
  else
    process.stdout.write(
      `${files.map((file) => `  ${folder}/${file}`).join('\n')}\n${listed ?? ''}\nNext: ${next[kind]?.(folder)}\n`,
    )
}
