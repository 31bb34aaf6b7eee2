import { camelCase } from '../entity/names.ts'

/**
 * Adds a plugin to the text of a `fastify.config.ts`: its import after the last one, its name at the end of `plugins`.
 * @returns undefined when the file is written in a way this does not recognise; a person then adds it.
 */
export function addToConfig(config: string, name: string, path: string): string | undefined {
  const variable = camelCase(name)
  const list = /plugins:\s*\[([^\]]*)\]/.exec(config)
  const lastImport = [...config.matchAll(/^import .*$/gm)].at(-1)
  if (!list || lastImport?.index === undefined) return undefined
  const inside = list[1]?.trim().replace(/,$/, '') ?? ''
  const plugins = config.replace(list[0], `plugins: [${inside ? `${inside}, ` : ''}${variable}]`)
  const end = lastImport.index + lastImport[0].length
  return `${plugins.slice(0, end)}\nimport ${variable} from '${path}'${plugins.slice(end)}`
}
